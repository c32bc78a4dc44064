import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testDatabase } from '@stowage/db/testing/database'
import { VolumeFact } from '@stowage/domain/facts'
import { poll } from '@stowage/lab/poll'
import { labHost, noLab } from '@stowage/lab/testing/lab-hosts'
import { describe, expect, test } from 'vitest'
import { startAgentProcess } from './agent-process.ts'
import { create, managePolicy } from './connected.ts'
import { realServer } from './real-server.ts'

const policyFile = async () => {
  const path = join(await mkdtemp(join(tmpdir(), 'stowage-agent-policy-')), 'policy.yaml')
  await writeFile(path, managePolicy, { mode: 0o644 })
  return path
}

describe.skipIf(noLab).concurrent('agent, real router, real engine and real Postgres', () => {
  const host = labHost('web-02')

  test('inventory becomes rows, follows changes, and a job makes and removes a volume', async () => {
    await using db = await testDatabase()
    await using server = await realServer(db, host.gateway)
    await host.docker('volume', 'create', '--label', 'team=shop', 'real-a')
    await host.docker('run', '-d', '--name', 'real-app', '-v', 'real-a:/data', 'busybox:lab', 'sleep', 'infinity')
    await using agent = await startAgentProcess(host, {
      url: server.url,
      token: await server.token(),
      env: { STOWAGE_POLICY_FILE: await policyFile() },
    })
    const hostId = await server.hostId()
    const volume = (name: string) => db.prisma.volume.findFirst({ where: { hostId, name, removedAt: null } })
    await poll(`the first volume; ${agent.raw()}`, () => volume('real-a'))
    await poll('its mount', () => db.prisma.containerMount.findFirst({ where: { hostId, name: 'real-a' } }))
    await poll('its size', async () => ((await volume('real-a'))?.sizeMeasuredAt ? true : null))
    expect(await db.prisma.host.findUniqueOrThrow({ where: { id: hostId } })).toMatchObject({
      policy: { mode: 'manage' },
      engineReachable: true,
    })

    const took: number[] = []
    for (let i = 0; i < 10; i++) {
      await host.docker('volume', 'create', `real-speed-${i}`)
      const created = performance.now()
      await poll('the new row', () => volume(`real-speed-${i}`), { everyMs: 2 })
      took.push(Math.round(performance.now() - created))
    }
    console.log(`docker volume create → row in Postgres: ${took.join(' ')} ms`)
    expect(Math.max(...took)).toBeLessThan(1000)

    const made = await server.settled(await server.order(hostId, create('real-made')))
    expect(made).toMatchObject({ state: 'succeeded', code: 'created', attempt: 1 })
    const row = await poll('its row', () => volume('real-made'))
    const { driver, createdAt, options, labels } = VolumeFact.parse(row.fact)
    const params = { name: 'real-made', expect: { driver, createdAt, options, labels } }
    expect(await server.settled(await server.order(hostId, { kind: 'volume.remove', params }))).toMatchObject({
      state: 'succeeded',
      code: 'removed',
    })
    await poll('the row to end', async () => ((await volume('real-made')) ? null : true))

    await host.docker('rm', '-f', 'real-app')
    await host.docker('volume', 'rm', 'real-a', ...Array.from({ length: 10 }, (_, i) => `real-speed-${i}`))
    await poll('no rows', async () =>
      (await db.prisma.volume.count({ where: { hostId, name: { startsWith: 'real-' }, removedAt: null } })) === 0 ? true : null,
    )
    expect(agent.raw()).not.toMatch(/asks for everything again|"level":"error"/)
    expect(server.failures).toEqual([])
  })

  test('a reading ends with its figure in the row; one whose agent was killed is asked again', async () => {
    await using db = await testDatabase()
    await using server = await realServer(db, host.gateway)
    await host.docker('volume', 'create', 'real-read')
    const data = `${host.dataRoot}/volumes/real-read/_data`
    const options = { url: server.url, env: { STOWAGE_SIZES_MINUTES: '60' } }
    await using agent = await startAgentProcess(host, { ...options, token: await server.token() })
    const hostId = await server.hostId()
    const volume = () => db.prisma.volume.findFirst({ where: { hostId, name: 'real-read', sizeBytes: { not: null } } })
    const { id } = await poll('its size', volume)
    await host.exec('sh', ['-c', 'mkdir "$1/deep" && head -c 200000 /dev/zero > "$1/deep/file"', 'sh', data])

    expect(await server.answered(await server.ask(hostId, 'volume.size', id))).toMatchObject({ state: 'done', reason: null })
    const bytes = BigInt((await host.exec('du', ['-s', '-x', '--block-size=1', data])).split('\t')[0] ?? '')
    expect((await volume())?.sizeBytes).toBe(bytes)
    const contents = await server.answered(await server.ask(hostId, 'volume.contents', id))
    expect(contents).toMatchObject({ state: 'done', bytes, tree: { total: 1, entries: [{ path: 'deep', files: 1 }] } })

    await agent.kill()
    const again = await server.ask(hostId, 'volume.contents', id)
    await using _next = await startAgentProcess(host, { ...options, state: agent.state })
    expect((await server.answered(again)).state).toBe('done')
    expect(server.failures).toEqual([])
    await host.docker('volume', 'rm', 'real-read')
  })

  test('M4: killed after the engine made it, the agent looks, and the job succeeds without a late result', async () => {
    await using db = await testDatabase()
    await using server = await realServer(db, host.gateway)
    const env = { STOWAGE_POLICY_FILE: await policyFile() }
    const fault = { STOWAGE_TEST_FAULTS: '1', STOWAGE_FAULT: 'crashAfterExec' }
    await using first = await startAgentProcess(host, { url: server.url, token: await server.token(), env: { ...env, ...fault } })
    const hostId = await server.hostId()
    await first.logged(/^connected/)
    const id = await server.order(hostId, create('real-m4'))
    expect(await first.exit).toBe('SIGKILL')
    await using second = await startAgentProcess(host, { url: server.url, state: first.state, env })
    await second.logged(/^connected/)
    expect(await server.settled(id)).toMatchObject({ state: 'succeeded', code: 'created' })
    expect(await db.prisma.activity.count({ where: { result: 'late' } })).toBe(0)
    await host.docker('volume', 'rm', 'real-m4')
  })

  test('AP8: revoked while connected: the agent stops within a second or so', async () => {
    await using db = await testDatabase()
    await using server = await realServer(db, host.gateway)
    await using agent = await startAgentProcess(host, { url: server.url, token: await server.token() })
    const hostId = await server.hostId()
    await agent.logged(/^connected/)
    await db.prisma.host.update({ where: { id: hostId }, data: { revokedAt: new Date() } })
    const { notifyJobs } = await import('@stowage/db/notify')
    await notifyJobs(db.pool, hostId)
    const began = performance.now()
    expect(await agent.exit).toBe(3)
    expect(performance.now() - began).toBeLessThan(2500)
  })
})
