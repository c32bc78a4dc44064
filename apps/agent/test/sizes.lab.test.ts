import { mapBounded } from '@stowage/engine/bounded'
import { sizeReasons } from '@stowage/engine/volume-sizes'
import { engineJson } from '@stowage/lab/engine-call'
import type { LabHost } from '@stowage/lab/host'
import { poll } from '@stowage/lab/poll'
import { labHost, noLab } from '@stowage/lab/testing/lab-hosts'
import { describe, expect, test } from 'vitest'
import { startAgentProcess } from './agent-process.ts'
import { type AgentServer, agentServer, type TestHost } from './agent-server.ts'
import { countedFind } from './counted-find.ts'

const often = { STOWAGE_SIZES_MINUTES: '0.01' }
const create = (host: LabHost, name: string, options: Record<string, string> = {}) =>
  engineJson(host.socket, 'POST', '/volumes/create', { Name: name, Driver: 'local', DriverOpts: options })
const data = (host: LabHost, volume: string) => `${host.dataRoot}/volumes/${volume}/_data`
const du = async (host: LabHost, volume: string, ...flags: string[]) =>
  Number((await host.exec('du', ['-s', '-x', '--block-size=1', ...flags, data(host, volume)])).split('\t')[0])
const sizeOf = (server: AgentServer, volume: string) => server.host()?.store.rows.sizes.get(volume)
const connected = (server: AgentServer) => poll('the agent', () => (server.host()?.frames.opened ? server.host() : null))

describe.skipIf(noLab)('the sizes of volumes on a real engine', () => {
  const host = noLab ? ({} as LabHost) : labHost('db-01')
  const remove = (...names: string[]) => host.docker('volume', 'rm', ...names)

  test('B14, A22, A25, A26: sizes equal du for small, sparse and linked files; what cannot be known is unknown with its reason', async () => {
    const shell = `cd "$1" && mkdir d && i=0 && while [ $i -lt 5000 ]; do echo $i > "d/$i"; i=$((i+1)); done
      truncate -s 1G sparse && head -c 3000000 /dev/zero > big && ln big same && ln big d/same`
    for (const name of ['sz-files', 'sz-empty', 'sz-gone']) await create(host, name)
    await create(host, 'sz-nfs', { type: 'nfs', o: 'addr=10.77.255.1,soft,timeo=10', device: ':/none' })
    await create(host, 'sz-tmpfs', { type: 'tmpfs', device: 'tmpfs', o: 'size=1m' })
    await host.exec('sh', ['-c', shell, 'sh', data(host, 'sz-files')])
    await host.exec('rm', ['-r', data(host, 'sz-gone')])
    await host.docker(
      'run',
      '-d',
      '--name',
      'sz-app',
      '-v',
      'sz-tmpfs:/t',
      'busybox:lab',
      'sh',
      '-c',
      'head -c 65536 /dev/zero > /t/x; sleep 9999',
    )
    await using server = await agentServer({ address: host.gateway })
    await using _agent = await startAgentProcess(host, { url: server.url, token: server.token(), env: often })
    const all = ['sz-files', 'sz-empty', 'sz-gone', 'sz-nfs', 'sz-tmpfs']
    await poll('all sizes', () => (all.every((name) => sizeOf(server, name)) ? true : null))
    expect(sizeOf(server, 'sz-files')).toMatchObject({
      ...{ bytes: await du(host, 'sz-files'), apparentBytes: await du(host, 'sz-files', '--apparent-size'), files: 5002 },
      ...{ partial: false, reason: null, basis: 'allocated', method: 'du' },
    })
    const newest = Number(await host.exec('stat', ['-c', '%Y', `${data(host, 'sz-files')}/same`]))
    expect(Math.floor(Date.parse(sizeOf(server, 'sz-files')?.newestWriteAt ?? '') / 1000)).toBe(newest)
    expect(sizeOf(server, 'sz-empty')).toMatchObject({ bytes: await du(host, 'sz-empty'), files: 0, newestWriteAt: null })
    expect(sizeOf(server, 'sz-gone')).toMatchObject({ bytes: null, reason: sizeReasons.gone, method: null })
    expect(sizeOf(server, 'sz-nfs')).toMatchObject({ bytes: null, atMostBytes: null, reason: sizeReasons.remote })
    expect(sizeOf(server, 'sz-tmpfs')).toMatchObject({
      ...{ bytes: null, atMostBytes: 65_536, method: 'statfs', reason: sizeReasons.wholeFileSystem },
    })
    await host.docker('rm', '-f', 'sz-app')
    await poll('the end of the mount', () => (sizeOf(server, 'sz-tmpfs')?.reason === sizeReasons.remote ? true : null))
    expect(server.host()?.store.status.get('sizes')).toEqual({ status: 'ok', error: null })
    await remove(...all)
  })

  test('M7: of 500 volumes those that nobody writes to are read once, also across restarts; one that was written to for a moment again', {
    timeout: 240_000,
  }, async () => {
    const names = Array.from({ length: 500 }, (_, i) => `sz-idle-${i}`)
    await mapBounded(names, 4, (name) => create(host, name))
    await create(host, 'sz-busy')
    await host.docker('create', '--name', 'sz-stopped', '-v', 'sz-idle-0:/data', 'busybox:lab', 'true')
    await using find = await countedFind()
    await using server = await agentServer({ address: host.gateway })
    const env = { ...often, ...find.env }
    await using first = await startAgentProcess(host, { url: server.url, token: server.token(), env })
    await host.docker('run', '-d', '--name', 'sz-writer', '-v', 'sz-busy:/data', 'busybox:lab', 'sleep', '9999')
    await poll('all sizes', () => (names.every((name) => sizeOf(server, name)) ? true : null), { withinMs: 90_000, everyMs: 100 })
    const looks = async () => {
      const walks = Map.groupBy(await find.walks(), (path) => path)
      return Object.fromEntries(names.map((name) => [name, walks.get(data(host, name))?.length ?? 0]))
    }
    const once = Object.fromEntries(names.map((name) => [name, 1]))
    await poll('five looks at what is written to', async () => ((await find.walksOf('sz-busy')) >= 5 ? true : null))
    expect(await looks()).toEqual(once)

    await first.kill('SIGTERM')
    const before = await find.walksOf('sz-busy')
    server.host()?.store.rows.sizes.clear()
    await using second = await startAgentProcess(host, { url: server.url, state: first.state, env })
    await poll('all sizes again', () => (names.every((name) => sizeOf(server, name)?.method === 'du') ? true : null))
    await poll('three more looks', async () => ((await find.walksOf('sz-busy')) >= before + 3 ? true : null))
    expect(await looks()).toEqual(once)

    await host.docker('run', '--rm', '-v', 'sz-idle-7:/data', 'busybox:lab', 'sh', '-c', 'head -c 100000 /dev/zero > /data/x')
    await poll('the new size', async () => (sizeOf(server, 'sz-idle-7')?.bytes === (await du(host, 'sz-idle-7')) ? true : null))
    expect(sizeOf(server, 'sz-idle-7')?.files).toBe(1)
    expect(await looks()).toMatchObject({ ...once, 'sz-idle-7': expect.any(Number) })
    await second.kill('SIGTERM')
    await host.docker('rm', '-f', 'sz-writer', 'sz-stopped')
    await remove(...names, 'sz-busy')
  })

  test('M18: a find that never answers delays neither heartbeats nor lists, and the layers are measured', async () => {
    await create(host, 'sz-hang')
    await host.docker('create', '--name', 'sz-layer', 'busybox:lab', 'true')
    await using find = await countedFind('sz-hang')
    await using server = await agentServer({ address: host.gateway, heartbeatMs: 200 })
    await using _agent = await startAgentProcess(host, { url: server.url, token: server.token(), env: { ...often, ...find.env } })
    const told: TestHost = await connected(server)
    await poll('the walk that hangs', async () => ((await find.walksOf('sz-hang')) > 0 ? true : null))
    const beats = told.heartbeats.length
    await create(host, 'sz-later')
    await poll('the new volume', () => told.store.rows.volumes.get('sz-later') ?? null, { withinMs: 2000 })
    await poll('heartbeats', () => (told.heartbeats.length > beats + 3 ? true : null), { withinMs: 3000 })
    expect(sizeOf(server, 'sz-hang')).toBeUndefined()
    // a person's question goes first, and what hung in the background is asked to give way
    const id = server.ask(told, 'volume.size', 'sz-later')
    await poll('the answer', () => told.readings.find(({ news }) => news.id === id && news.state === 'done') ?? null)
    await poll('a layer', () => (told.store.rows.layers.size > 0 ? true : null))
    await host.docker('rm', 'sz-layer')
    await remove('sz-hang', 'sz-later')
  })
})
