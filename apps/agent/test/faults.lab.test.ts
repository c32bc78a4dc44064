import { randomUUID } from 'node:crypto'
import { appendFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { poll } from '@stowage/lab/poll'
import { labHost, noLab, ownFleet } from '@stowage/lab/testing/lab-hosts'
import { describe, expect, test } from 'vitest'
import { type FaultPoint, faultPoints } from '../src/act/fault.ts'
import { connected, create, remove } from './connected.ts'
import { healthOf } from './health-of.ts'

const crash = (point: FaultPoint) => ({ STOWAGE_TEST_FAULTS: '1', STOWAGE_FAULT: point })
const none = { STOWAGE_TEST_FAULTS: '0', STOWAGE_FAULT: '' }
/** Where the journal cannot know that the engine was asked. */
const before: readonly FaultPoint[] = ['crashBeforeAccepted', 'crashAfterAccepted', 'crashBeforeExecuting']

// Each has engines of its own and waits long, so they begin first.
describe.skipIf(noLab).concurrent('an engine that fails', () => {
  test('FA7: killed and back: the last inventory stays as stale, heartbeats go on, and everything is listed again', async () => {
    await using fleet = await ownFleet(['fa7'])
    const host = fleet.host('fa7')
    await host.docker('volume', 'create', 'kept')
    await using link = await connected(host)
    const { store } = link.host
    await host.kill9()
    await poll('the sections to fail', () => (store.status.get('volumes')?.status === 'error' ? true : null))
    expect(store.rows.volumes.has('kept')).toBe(true)
    const beats = link.host.heartbeats.length
    await poll('heartbeats that say so', () => link.host.heartbeats.slice(beats).find((each) => !each.engineReachable) ?? null)
    expect(await healthOf(host, link.agent.state)).toMatchObject({
      code: 0,
      line: expect.stringMatching(/Docker Engine does not/),
    })
    const refusedAt = await link.run(create('while-down'))
    expect(refusedAt).toMatchObject({ outcome: 'not_done', code: 'engine_error' })
    await host.startEngine()
    // Nothing listens while the engine starts: its first events are lost.
    await host.docker('volume', 'create', 'since')
    await poll('the new volume', () =>
      store.rows.volumes.has('since') && store.status.get('volumes')?.status === 'ok' ? true : null,
    )
    await poll('a heartbeat', () => (link.host.heartbeats.at(-1)?.engineReachable ? true : null))
    await poll('the blind window', () => store.blind[0] ?? null)
    expect(store.blind[0]?.cause).toMatch(/engine_restart|stream_gap/)
    expect(store.hashFailures).toBe(0)
  })

  test('FA8: hanging: heartbeats go on, the sections say so after the deadline, and all is well once it answers', async () => {
    await using fleet = await ownFleet(['fa8'])
    const host = fleet.host('fa8')
    await host.docker('volume', 'create', 'kept')
    await using link = await connected(host)
    host.pauseEngine()
    const beats = link.host.heartbeats.length
    const job = link.server.order(link.host, create('into-the-void'))
    await poll('ten heartbeats', () => (link.host.heartbeats.length > beats + 10 ? true : null))
    const result = await link.result(job, 1, 40_000)
    expect(result).toMatchObject({ outcome: 'not_done', code: 'engine_timeout' })
    host.resumeEngine()
    await poll('an ok list', () =>
      link.host.heartbeats.at(-1)?.engineReachable && link.host.store.status.get('volumes')?.status === 'ok' ? true : null,
    )
    expect(link.host.store.rows.volumes.has('kept')).toBe(true)
  })
})

describe.skipIf(noLab).concurrent('an agent that is killed around a job', () => {
  const host = labHost('web-02')
  const exists = (name: string) =>
    host.docker('volume', 'inspect', name).then(
      () => true,
      () => false,
    )
  /** Creations and removals of the volume that the engine told of. */
  const effects = async (name: string, action: string) => {
    const until = (Date.now() / 1000).toFixed(3)
    const text = await host.docker(
      'events',
      '--since',
      '2000-01-01T00:00:00',
      '--until',
      until,
      '--filter',
      `volume=${name}`,
      '--format',
      '{{.Action}}',
    )
    return text.split('\n').filter((line) => line === action).length
  }

  test.each(faultPoints)(
    'FA1, M4: a creation with a kill at %s happens at most once and is answered truthfully',
    async (point) => {
      const name = `fault-make-${point}`.toLowerCase()
      await using link = await connected(host)
      await link.restart(crash(point))
      const id = link.server.order(link.host, create(name))
      expect(await link.agent.exit).toBe('SIGKILL')
      await link.restart(none)
      // The server's lease ran out: it asks whether it happened.
      link.server.order(link.host, create(name), { id, attempt: 2, probe: true })
      const result = await link.result(id, 2)
      const isThere = await exists(name)
      expect(result.outcome).toBe(isThere ? 'succeeded' : 'not_done')
      expect(isThere).toBe(faultPoints.indexOf(point) >= faultPoints.indexOf('crashAfterExec'))
      expect(await effects(name, 'create')).toBe(isThere ? 1 : 0)
      if (before.includes(point)) expect(isThere).toBe(false)
      if (isThere) await host.docker('volume', 'rm', name)
    },
  )

  test.each(['crashAfterExecuting', 'crashAfterExec', 'crashAfterDone'] as const)(
    'FA1: a removal with a kill at %s is never done again',
    async (point) => {
      const name = `fault-rm-${point}`.toLowerCase()
      await using link = await connected(host)
      await host.docker('volume', 'create', name)
      const order = await remove(link.host, name)
      await link.restart(crash(point))
      const id = link.server.order(link.host, order)
      expect(await link.agent.exit).toBe('SIGKILL')
      const isGone = !(await exists(name))
      expect(isGone).toBe(point !== 'crashAfterExecuting')
      // A namesake made meanwhile must survive whatever the agent does next.
      if (isGone) await host.docker('volume', 'create', name)
      await link.restart(none)
      link.server.order(link.host, order, { id, attempt: 2, probe: true })
      const result = await link.result(id, 2)
      expect(await exists(name)).toBe(true)
      if (point === 'crashAfterDone') expect(result).toMatchObject({ outcome: 'succeeded', code: 'removed' })
      await host.docker('volume', 'rm', name)
    },
  )

  test('FA12: a damaged journal starts, is put aside, and its job is only looked at', async () => {
    await using link = await connected(host)
    await link.agent.kill()
    const id = randomUUID()
    await appendFile(join(link.agent.state, 'journal.jsonl'), `deadbeefdeadbeef {"step":"accepted","id":"${id}"`)
    const agent = await link.restart()
    await agent.logged(/journal of jobs was damaged/)
    expect((await readdir(agent.state)).filter((file) => file.startsWith('journal.damaged'))).toHaveLength(1)
    link.server.order(link.host, create('fault-fa12'), { id })
    expect(await link.result(id)).toMatchObject({ outcome: 'not_done' })
    expect(await exists('fault-fa12')).toBe(false)
  })

  test('M30: with a journal that cannot be written nothing is done, and jobs work again once there is room', async () => {
    const state = '/tmp/stowage-agent-full'
    await host.exec('sh', ['-c', `mkdir -p ${state} && mount -t tmpfs -o size=256k,mode=700 none ${state}`])
    await using link = await connected(host, { env: { STOWAGE_STATE_DIR: state } })
    const fill = () => host.exec('sh', ['-c', `dd if=/dev/zero of=${state}/fill bs=4096 2>/dev/null || true`])
    await fill()
    // What is left of the journal's last block takes a few lines more.
    let answer = await link.run(create('fault-m30-first'))
    for (let i = 0; i < 20 && answer.code !== 'journal'; i++) answer = await link.run(create(`fault-m30-${i}`))
    expect(answer).toMatchObject({ outcome: 'refused', code: 'journal' })
    const made = link.host.results.filter((each) => each.result.code === 'created').length
    const names = (await host.docker('volume', 'ls', '-q')).split('\n').filter((name) => name.startsWith('fault-m30'))
    expect(names).toHaveLength(made)
    await host.exec('rm', [`${state}/fill`])
    expect(await link.run(create('fault-m30-after'))).toMatchObject({ code: 'created' })
    await host.docker('volume', 'rm', 'fault-m30-after', ...names)
    await link.agent.kill()
    await host.exec('umount', [state])
  })
})
