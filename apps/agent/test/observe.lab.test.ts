import { poll } from '@stowage/lab/poll'
import { labHost, noLab } from '@stowage/lab/testing/lab-hosts'
import { describe, expect, test } from 'vitest'
import { startAgentProcess } from './agent-process.ts'
import { agentServer } from './agent-server.ts'

describe.skipIf(noLab)('an agent that observes a real engine', () => {
  test('enrols, says hello and tells containers and volumes; a new volume is told within 200 ms', async () => {
    const host = labHost('web-01')
    await using server = await agentServer({ address: host.gateway })
    await host.docker('volume', 'create', '--label', 'team=shop', 'observe-data')
    await host.docker('run', '-d', '--name', 'observe-app', '-v', 'observe-data:/data', 'busybox:lab', 'sleep', 'infinity')
    await using agent = await startAgentProcess(host, { url: server.url, token: server.token() })
    await agent.logged(/^connected/)
    const store = await poll('the first report', () =>
      server.host()?.store.status.has('volumes') ? (server.host()?.store ?? null) : null,
    )
    expect(server.host()?.hostname).toBe('web-01')
    expect(store.rows.volumes.get('observe-data')).toMatchObject({ driver: 'local', labels: { team: 'shop' }, kind: 'named' })
    const app = await poll(
      'the container',
      () => [...store.rows.containers.values()].find((each) => each.name === 'observe-app') ?? null,
    )
    expect(app).toMatchObject({
      state: 'running',
      mounts: [{ type: 'volume', name: 'observe-data', destination: '/data', rw: true }],
    })
    await poll('the engine', () => store.rows.engine.get('engine') ?? null)

    const began = performance.now()
    await host.docker('volume', 'create', 'observe-new')
    const created = performance.now()
    await poll('the new volume', () => store.rows.volumes.get('observe-new') ?? null, { everyMs: 2 })
    expect(performance.now() - created).toBeLessThan(200)
    console.log(
      `docker volume create took ${Math.round(created - began)} ms, its row came after ${Math.round(performance.now() - created)} ms`,
    )
    await poll(
      'the event',
      () => store.events.find((event) => event.volume === 'observe-new' && event.action === 'created') ?? null,
    )
    await poll('a size', () => (store.rows.sizes.get('observe-data')?.files === 0 ? true : null))
    await poll('a layer', () => (store.rows.layers.get(app.id)?.bytes !== undefined ? true : null))

    await host.docker('rm', '-f', 'observe-app')
    await host.docker('volume', 'rm', 'observe-data', 'observe-new')
    await poll('the rows to go', () =>
      store.rows.volumes.has('observe-data') || store.rows.containers.has(app.id) ? null : true,
    )
    expect(store.events.map((event) => `${event.action} ${event.volume} ${event.containerName}`)).toEqual(
      expect.arrayContaining(['unmounted observe-data observe-app', 'removed observe-data null']),
    )
    expect(store.hashFailures).toBe(0)
  })
})
