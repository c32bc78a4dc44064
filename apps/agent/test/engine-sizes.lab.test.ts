import { sizeReasons } from '@stowage/engine/volume-sizes'
import { poll } from '@stowage/lab/poll'
import { fakeEngine } from '@stowage/lab/testing/fake-engine'
import { labHost, noLab } from '@stowage/lab/testing/lab-hosts'
import { describe, expect, test } from 'vitest'
import { startAgentProcess } from './agent-process.ts'
import { agentServer } from './agent-server.ts'

const volume = (Name: string) => ({ Name, Driver: 'local', Mountpoint: `/nowhere/volumes/${Name}/_data`, Scope: 'local' })

/** An agent that cannot read the data root, as in a container without it, in front of an engine that does what is needed. */
async function agentOf(apiVersion: string) {
  const fake = await fakeEngine({ apiVersion })
  fake.on('GET /info', { json: { ID: 'fake', Name: 'fake', DockerRootDir: '/nowhere', Driver: 'overlay2' } })
  fake.on('GET /volumes', { json: { Volumes: ['a', 'b', 'c'].map(volume), Warnings: null } })
  const host = labHost('web-01')
  const server = await agentServer({ address: host.gateway, heartbeatMs: 200 })
  const often = { STOWAGE_SIZES_MINUTES: '0.01', STOWAGE_LAYERS_MINUTES: '0.01', DOCKER_HOST: `unix://${fake.socket}` }
  const agent = await startAgentProcess(host, { url: server.url, token: server.token(), env: often })
  const calls = () => fake.calls.filter(({ url }) => /\/system\/df($|\?type=volume)/.test(url)).length
  return {
    ...{ fake, server, agent, calls },
    told: () => poll('the agent', () => (server.host()?.frames.opened ? server.host() : null)),
    async [Symbol.asyncDispose]() {
      await agent[Symbol.asyncDispose]()
      await server.stop()
      await fake.stop()
    },
  }
}

describe.skipIf(noLab)('sizes where the data root cannot be read', () => {
  test('A24, A25, B10: the engine is asked, what it leaves out or calls -1 is unknown, and old values stay while it is busy', async () => {
    await using lab = await agentOf('1.41')
    const usage = (Name: string, Size: number) => ({ ...volume(Name), UsageData: { Size, RefCount: 0 } })
    lab.fake.on('GET /system/df', { json: { Volumes: [usage('a', 7), usage('b', -1)] } })
    const told = await lab.told()
    const sizes = await poll('sizes', () => (told.store.rows.sizes.size === 3 ? told.store.rows.sizes : null))
    expect(sizes.get('a')).toMatchObject({ bytes: 7, method: 'engine', basis: 'apparent' })
    expect(sizes.get('b')).toMatchObject({ bytes: null, reason: sizeReasons.driver })
    expect(sizes.get('c')).toMatchObject({ bytes: null, reason: sizeReasons.notYet })
    expect(told.store.status.get('sizes')?.status).toBe('ok')

    lab.fake.on('GET /system/df', { status: 500, json: { message: 'a disk usage operation is already running' } })
    const id = lab.server.ask(told, 'volume.size', 'a')
    const { news } = await poll(
      'the answer',
      () => told.readings.find((each) => each.news.id === id && each.news.state === 'failed') ?? null,
    )
    expect(news.reason).toMatch(/already measuring/)
    await poll('the state', () => (told.store.status.get('sizes')?.status === 'skipped' ? true : null))
    expect(told.store.rows.sizes.get('a')?.bytes).toBe(7)
  })

  test.each(['1.41', '1.51'])(
    'M18: a df of API %s that never answers delays neither heartbeats nor lists nor layers, and is asked once',
    async (apiVersion) => {
      await using lab = await agentOf(apiVersion)
      lab.fake.on('GET /system/df', 'hang')
      const told = await lab.told()
      await poll('the df', () => (lab.calls() > 0 ? true : null))
      const beats = told.heartbeats.length
      lab.fake.on('GET /volumes', { json: { Volumes: ['a', 'b', 'c', 'd'].map(volume), Warnings: null } })
      lab.fake.emit({ Type: 'volume', Action: 'create', Actor: { ID: 'd', Attributes: {} }, timeNano: Date.now() * 1e6 })
      await poll('the new volume', () => told.store.rows.volumes.get('d') ?? null, { withinMs: 3000 })
      await poll('heartbeats', () => (told.heartbeats.length > beats + 5 ? true : null), { withinMs: 4000 })
      await poll('the layers', () => (told.store.status.get('layers')?.status === 'ok' ? true : null))
      expect(lab.calls()).toBe(1)
    },
  )
})
