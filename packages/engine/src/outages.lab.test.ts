import { poll } from '@stowage/lab/poll'
import { noLab, ownFleet } from '@stowage/lab/testing/lab-hosts'
import { describe, expect, test } from 'vitest'
import { connectEngine } from './connect.ts'
import type { EngineEvent } from './engine-event.ts'
import type { EventGap } from './events.ts'
import { startStubPlugin } from './testing/stub-plugin.ts'

describe.skipIf(noLab).concurrent('engines and plugins that go away', () => {
  test('A13, A20: a plugin that went down makes the list partial, not late to death; its volume is marked, others are not', async () => {
    // dockerd asks a plugin that is gone for 15 s on each list, until it restarts: not on a host of others
    await using fleet = await ownFleet(['ev-03'])
    const host = fleet.host('ev-03')
    const engine = await connectEngine({ socketPath: host.socket })
    const volume = async (name: string) => (await engine.listVolumes()).items.find((item) => item.name === name)
    const crash = await startStubPlugin(host, [])
    await host.docker('volume', 'create', 'plug-neighbour')
    const options = { driver: 'stub', options: { token: 'cAnArY9' }, labels: {} }
    expect(await engine.createVolume({ ...options, name: 'plug-far', uid: 'far' })).toMatchObject({ outcome: 'created' })
    expect(await volume('plug-far')).toMatchObject({
      kind: 'plugin',
      driver: 'stub',
      scope: 'global',
      options: { token: '•••' },
      problem: null,
    })

    await crash()
    const listing = await engine.listVolumes()
    expect(listing).toMatchObject({ status: 'partial', error: expect.stringContaining('stub') })
    const problems = Object.fromEntries(listing.items.map((item) => [item.name, item.problem]))
    expect(problems['plug-far']).toMatch(/driver stub did not answer/)
    expect(problems['plug-neighbour']).toBe(null)

    const end = await startStubPlugin(host, ['plug-far'])
    expect(await engine.listVolumes()).toMatchObject({ status: 'ok', error: null })
    expect(await engine.removeVolume('plug-far')).toEqual({ outcome: 'removed' })
    await end()
    engine.close()
  })

  test('E2, E1, FA7: mounts are told; a restart of the engine is a gap, a cut connection is none', async () => {
    await using fleet = await ownFleet(['ev-01'])
    const host = fleet.host('ev-01')
    const engine = await connectEngine({ socketPath: host.socket })
    const events: EngineEvent[] = []
    const gaps: EventGap[] = []
    let opens = 0
    const until = (check: () => boolean) => poll('the events', () => (check() ? true : null))
    const follow = (since: { cursor: string | null; at: string } | null) =>
      engine.watchEvents({
        since,
        onEvent: (event) => events.push(event),
        onOpen: () => opens++,
        onGap: (gap) => gaps.push(gap),
        backoffMs: { first: 50, max: 500 },
      })
    const first = follow(null)
    await until(() => opens === 1)
    await host.docker('run', '--rm', '--network', 'none', '--name', 'ev', '-v', 'ev-data:/data:ro', 'busybox:lab', 'true')
    const actions = () => events.map(({ kind, action }) => `${kind} ${action}`)
    await until(() => actions().includes('container destroy'))
    expect(actions()).toEqual(
      expect.arrayContaining([
        'volume create',
        'container create',
        'volume mount',
        'container start',
        'container die',
        'volume unmount',
      ]),
    )
    expect(events.find((event) => event.kind === 'volume' && event.action === 'mount')).toMatchObject({
      name: 'ev-data',
      destination: '/data',
      rw: false,
      containerId: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    first.close()

    const count = events.length
    await host.docker('volume', 'create', 'ev-missed')
    const second = follow({ cursor: first.cursor, at: new Date().toISOString() })
    await until(() => events.length > count)
    expect(events.slice(count)).toMatchObject([{ kind: 'volume', action: 'create', name: 'ev-missed' }])

    await host.restartEngine()
    await until(() => gaps.length > 0)
    expect(gaps).toMatchObject([{ cause: expect.stringMatching(/^(engine_restart|stream_gap)$/) }])
    await host.docker('volume', 'create', 'ev-after')
    await until(() => events.some((event) => event.kind === 'volume' && event.name === 'ev-after'))
    second.close()
    engine.close()
  })

  test('FA8: an engine that hangs costs each call its deadline, and answers again when it goes on', async () => {
    await using fleet = await ownFleet(['ev-02'])
    const host = fleet.host('ev-02')
    const engine = await connectEngine({ socketPath: host.socket, deadlines: { read: 400, volumes: 400 } })
    const status = (wanted: string) => async () => ((await engine.listVolumes()).status === wanted ? true : null)
    host.pauseEngine()
    // the signal stops all of its threads a moment later
    await poll('the engine to stop', status('error'))
    const begin = performance.now()
    const [volumes, containers] = await Promise.all([engine.listVolumes(), engine.listContainers()])
    await expect(engine.readEngine()).rejects.toMatchObject({ kind: 'timeout' })
    expect(performance.now() - begin).toBeLessThan(5000)
    expect([volumes.status, containers.status]).toEqual(['error', 'error'])
    host.resumeEngine()
    await poll('the engine to answer', status('ok'))
    engine.close()
  })
})
