import { engineJson } from '@stowage/lab/engine-call'
import { poll } from '@stowage/lab/poll'
import { labHost, noLab } from '@stowage/lab/testing/lab-hosts'
import { describe, expect, test } from 'vitest'
import { startAgentProcess } from './agent-process.ts'
import { agentServer, type TestHost } from './agent-server.ts'
import { countedFind } from './counted-find.ts'

/** Only a person's question makes these agents look again. */
const seldom = { STOWAGE_SIZES_MINUTES: '60', STOWAGE_LAYERS_MINUTES: '60' }

describe.skipIf(noLab)('what people ask to look at on a real engine', () => {
  const host = noLab ? null : labHost('web-02')
  const machine = () => host ?? labHost('web-02')
  const create = (name: string, options: Record<string, string> = {}) =>
    engineJson(machine().socket, 'POST', '/volumes/create', { Name: name, Driver: 'local', DriverOpts: options })
  const data = (volume: string) => `${machine().dataRoot}/volumes/${volume}/_data`
  const shell = (volume: string, script: string) => machine().exec('sh', ['-c', `cd "$1" && ${script}`, 'sh', data(volume)])
  const du = async (path: string) => Number((await machine().exec('du', ['-s', '-x', '--block-size=1', path])).split('\t')[0])
  const newsOf = (told: TestHost, id: string) => told.readings.filter(({ news }) => news.id === id)
  const answer = (told: TestHost, id: string) =>
    poll('the answer', () => newsOf(told, id).find(({ news }) => news.state !== 'reading') ?? null)

  test('a size is in the inventory before its reading is done; contents are a tree that adds up to du; failures say why', async () => {
    await create('rd-data')
    await create('rd-nfs', { type: 'nfs', o: 'addr=10.77.255.1,soft', device: ':/none' })
    await shell('rd-data', 'mkdir -p a/b && echo 1 > a/b/one && head -c 100000 /dev/zero > a/two')
    await using server = await agentServer({ address: machine().gateway })
    await using _agent = await startAgentProcess(machine(), { url: server.url, token: server.token(), env: seldom })
    const told = await poll('the first size', () => (server.host()?.store.rows.sizes.get('rd-data') ? server.host() : null))

    await shell('rd-data', 'head -c 500000 /dev/zero > a/three')
    const size = await answer(told, server.ask(told, 'volume.size', 'rd-data'))
    expect(size.news).toMatchObject({ state: 'done', bytes: await du(data('rd-data')), files: 3, tree: null })
    expect(size.sizes.get('rd-data')?.bytes).toBe(size.news.bytes)

    await shell('rd-data', 'printf x > "a/b/$(printf \'odd\\n\\377\')"; mkdir -- "-rf *"')
    const id = server.ask(told, 'volume.contents', 'rd-data')
    const { news, sizes } = await answer(told, id)
    expect(newsOf(told, id)[0]?.news).toMatchObject({ state: 'reading', tree: null })
    expect(news.tree).toMatchObject({ basis: 'allocated', bytes: await du(data('rd-data')), files: 4, partial: false, total: 3 })
    expect(news.tree?.entries.map(({ path, files }) => [path, files])).toEqual([
      ['a', 4],
      ['a/b', 2],
      ['-rf *', 0],
    ])
    expect(news.tree?.entries[0]?.bytes).toBe(await du(`${data('rd-data')}/a`))
    expect(sizes.get('rd-data')?.bytes).toBe(news.tree?.bytes)

    for (const [kind, subject, reason] of [
      ['volume.size', 'rd-none', /no such volume/],
      ['volume.size', 'rd-nfs', /no size for NFS/],
      ['volume.contents', 'rd-nfs', /on this host/],
      ['layer.size', '0'.repeat(64), /no such container/],
    ] as const) {
      const failed = await answer(told, server.ask(told, kind, subject))
      expect(failed.news).toMatchObject({ state: 'failed', bytes: null, tree: null, reason: expect.stringMatching(reason) })
    }
    await machine().docker('volume', 'rm', 'rd-data', 'rd-nfs')
  })

  test('one that hangs is stopped by its asker and the next one goes; one whose stream broke is answered on the next', async () => {
    await create('rd-hang')
    await create('rd-fine')
    await using find = await countedFind('rd-hang')
    await using server = await agentServer({ address: machine().gateway })
    const env = { ...seldom, ...find.env }
    await using agent = await startAgentProcess(machine(), { url: server.url, token: server.token(), env })
    const told = await poll('the agent', () => (server.host()?.frames.opened ? server.host() : null))
    const hangs = server.ask(told, 'volume.size', 'rd-hang')
    const next = server.ask(told, 'volume.size', 'rd-fine')
    await poll('the hanging one to begin', () => (newsOf(told, hangs).length > 0 ? true : null))
    const { opened } = told.frames
    told.session = null
    await poll('another session', () => (told.frames.opened > opened ? true : null), { withinMs: 20_000 })
    server.ask(told, 'volume.size', 'rd-hang', hangs)
    server.ask(told, 'volume.size', 'rd-fine', next)
    told.frames.push({ type: 'stop-reading', id: hangs })
    expect((await answer(told, next)).news.state).toBe('done')
    expect(newsOf(told, hangs).every(({ news }) => news.state === 'reading')).toBe(true)
    expect(newsOf(told, next).filter(({ news }) => news.state === 'done')).toHaveLength(1)
    await agent.kill('SIGTERM')
    await machine().docker('volume', 'rm', 'rd-hang', 'rd-fine')
  })
})
