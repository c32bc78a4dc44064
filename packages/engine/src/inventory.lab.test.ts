import { rmSync } from 'node:fs'
import { ContainerFact, EngineFact, SizeFact, VolumeFact } from '@stowage/domain/facts'
import { labHost, noLab } from '@stowage/lab/testing/lab-hosts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectEngine, type Engine } from './connect.ts'

describe.skipIf(noLab)('the inventory of a real engine', () => {
  const host = noLab ? null : labHost('db-01')
  const docker = async (...args: string[]) => (await host?.docker(...args))?.trim() ?? ''
  let engine: Engine
  const containers: string[] = []
  const run = async (...args: string[]) => {
    const id = await docker(...args)
    containers.push(id)
    return id
  }
  beforeAll(async () => {
    if (host) engine = await connectEngine({ socketPath: host.socket })
  })
  afterAll(async () => {
    engine.close()
    if (containers.length > 0) await docker('rm', '-f', '-v', ...containers)
    const left = (await docker('volume', 'ls', '-q', '-f', 'name=inv-')).split('\n').filter(Boolean)
    if (left.length > 0) await docker('volume', 'rm', ...left)
  })
  const fact = async (id: string) => (await engine.listContainers()).items.find((item) => item.id === id)
  const volume = async (name: string) => (await engine.listVolumes()).items.find((item) => item.name === name)

  test('the engine tells its version, store, data root and the space on its file system', async () => {
    const found = await engine.readEngine()
    expect(EngineFact.parse(found)).toEqual(found)
    expect(found).toMatchObject({ hostname: 'db-01', swarm: 'inactive', dataRoot: host?.dataRoot, apiVersion: engine.apiVersion })
    expect(found.volumePlugins).toContain('local')
    expect(found.bootId).toMatch(/^[0-9a-f-]{36}$/)
    expect(found.filesystem?.totalBytes).toBeGreaterThan(found.filesystem?.availableBytes ?? Number.POSITIVE_INFINITY)
  })

  test('A1, A2: an exited and a never started container are there, with the volumes they refer to', async () => {
    const exited = await run('create', '-v', 'inv-exited:/data', 'busybox:lab', 'sh', '-c', 'exit 3')
    await docker('start', '-a', exited).catch(() => '')
    const created = await run('create', '-v', 'inv-created:/data:ro', '--read-only', '--restart', 'always', 'busybox:lab')
    expect(await fact(exited)).toMatchObject({
      state: 'exited',
      exitCode: 3,
      mounts: [{ name: 'inv-exited', destination: '/data' }],
    })
    expect(await fact(created)).toMatchObject({
      state: 'created',
      exitCode: null,
      startedAt: null,
      readonlyRootfs: true,
      restartPolicy: 'always',
      mounts: [{ type: 'volume', name: 'inv-created', rw: false }],
    })
  })

  test('what a container of 20.10 to 28.5 tells fits the protocol, the layer path exists', async () => {
    const id = await run(
      'run',
      '-d',
      '--network',
      'none',
      '--label',
      'com.docker.compose.project=shop',
      '--tmpfs',
      '/scratch',
      'busybox:lab',
    )
    const listing = await engine.listContainers()
    for (const item of listing.items) expect(ContainerFact.parse(item)).toEqual(item)
    const found = listing.items.find((item) => item.id === id)
    expect(found).toMatchObject({ state: 'running', project: 'shop', mounts: [{ type: 'tmpfs', destination: '/scratch' }] })
    expect(found?.layerPath ?? `${host?.dataRoot}/`).toMatch(new RegExp(`^${host?.dataRoot}/`))
    expect((await engine.listContainers({ previous: listing })).inspected).toBe(0)
    await docker('restart', '-t', '0', id)
    const again = await engine.listContainers({ previous: listing, refresh: new Set([id]) })
    expect(again.items.find((item) => item.id === id)?.startedAt).not.toBe(found?.startedAt)
  })

  test('A13, A14, A16: anonymous volumes are known by name or label, also once a container mounts one by name', async () => {
    const first = await run('create', 'redis:7')
    const name = (await fact(first))?.mounts.find((mount) => mount.destination === '/data')?.name ?? ''
    expect(name).toMatch(/^[0-9a-f]{64}$/)
    const found = await volume(name)
    expect(found).toMatchObject({ kind: 'anonymous', driver: 'local' })
    expect(found?.anonymous).toMatch(/^(label|name)$/)
    const second = await run('create', '-v', `${name}:/data`, 'busybox:lab')
    expect(await fact(second)).toMatchObject({ mounts: [{ type: 'volume', name, anonymous: true }] })
    await docker('volume', 'create', '--label', 'com.docker.volume.anonymous=', 'inv-labelled')
    expect(await volume('inv-labelled')).toMatchObject({ kind: 'anonymous', anonymous: 'label' })
  })

  test('K2: a password in driver options does not leave the host', async () => {
    const o = 'addr=10.0.0.9,username=bob,password=cAnArY9,vers=3.0'
    await docker('volume', 'create', '-o', 'type=cifs', '-o', 'device=//bob:cAnArY9@nas/share', '-o', `o=${o}`, 'inv-cifs')
    const found = await volume('inv-cifs')
    expect(found).toMatchObject({ kind: 'cifs', options: { device: '//nas/share', type: 'cifs' } })
    expect(found?.options.o).toBe('addr=10.0.0.9,username=•••,password=•••,vers=3.0')
    expect(JSON.stringify(await engine.listVolumes())).not.toContain('cAnArY9')
  })

  test('A24, A25, V3: what the engine cannot measure is unknown with a reason; what it can is in bytes', async () => {
    for (const name of ['inv-sized', 'inv-broken']) await docker('volume', 'create', name)
    await docker('volume', 'create', '-o', 'type=tmpfs', '-o', 'device=tmpfs', 'inv-tmpfs')
    const write = ['sh', '-c', 'echo 0123456789 > /data/f']
    await docker('run', '--rm', '--network', 'none', '-v', 'inv-sized:/data', 'busybox:lab', ...write)
    const broken = await volume('inv-broken')
    rmSync(broken?.mountpoint ?? '', { recursive: true })
    const { items } = await engine.listVolumes()
    for (const item of items) expect(VolumeFact.parse(item)).toEqual(item)
    const sizes = await engine.volumeSizes(items)
    expect(sizes).toMatchObject({ status: 'ok', error: null })
    for (const item of sizes.items) expect(SizeFact.parse(item)).toEqual(item)
    const size = (name: string) => sizes.items.find((item) => item.name === name)
    expect(size('inv-sized')).toMatchObject({ bytes: 11, reason: null })
    expect(size('inv-broken')).toMatchObject({ bytes: null, reason: 'the driver reports none' })
    expect(size('inv-tmpfs')).toMatchObject({ bytes: null, reason: expect.stringContaining('tmpfs') })
    if (engine.apiVersion === '1.41') {
      expect(items.find((item) => item.name === 'inv-broken')).toMatchObject({ createdAt: null, problem: expect.any(String) })
    }
  })

  test('W3, B7: the writable layer is measured without volumes and tmpfs; a container that is gone has no size', async () => {
    const fill = [
      'sh',
      '-c',
      'head -c 5000 /dev/zero > /f; head -c 9000 /dev/zero > /data/f; head -c 9000 /dev/zero > /dev/shm/f',
    ]
    const id = await run('create', '--network', 'none', '-v', 'inv-layer:/data', 'busybox:lab', ...fill)
    await docker('start', '-a', id)
    const { storeKind } = await engine.readEngine()
    const layer = await engine.layerSize(id)
    expect(layer).toMatchObject({ reason: null, measure: storeKind === 'containerd' ? 'allocated' : 'apparent' })
    // B1: one store counts what files say, the other the blocks of files and directories.
    if (storeKind === 'containerd') expect(layer?.bytes).toBeLessThan(5000 + 9000 + 4096)
    else expect(layer?.bytes).toBe(5000)
    expect(await engine.layerSize('0'.repeat(64))).toBe(null)
  })

  test('E10: a never started helper is hidden, and shown once it ran', async () => {
    const id = await run('create', '--label', 'stowage.helper=probe', '--network', 'none', 'busybox:lab', 'true')
    expect(await fact(id)).toBe(undefined)
    await docker('start', '-a', id)
    expect(await fact(id)).toMatchObject({ state: 'exited' })
  })
})
