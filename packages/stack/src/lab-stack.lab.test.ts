import { poll } from '@stowage/lab/poll'
import { noLab } from '@stowage/lab/testing/lab-hosts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type LabStack, startLabStack } from './lab-stack.ts'

const hosts = ['one', 'two']
const within = { withinMs: 60_000, everyMs: 100 }

describe.skipIf(noLab)('the whole product on one machine', () => {
  let stack: LabStack

  beforeAll(async () => {
    stack = await startLabStack({ name: `stack-${process.pid}`, hosts, policy: 'mode: manage\n' })
    await poll('both hosts to report', async () => ((await okSections()) === hosts.length * 2 ? true : null), within)
  }, 120_000)
  afterAll(() => stack?.stop(), 60_000)

  const okSections = () => stack.db.prisma.hostSection.count({ where: { name: { in: ['containers', 'volumes'] }, status: 'ok' } })

  async function ask<T>(procedure: string, input: unknown = {}): Promise<T> {
    const address = `${stack.url}/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify({ json: input }))}`
    const answer = await fetch(address, { headers: { authorization: `Bearer ${stack.token}` } })
    const body: { result: { data: { json: T } } } = JSON.parse(await answer.text())
    return body.result.data.json
  }
  const states = async () => (await ask<{ name: string; state: string }[]>('hosts.list')).map(({ state }) => state)
  const presentRows = (host: string) => stack.db.prisma.volume.findMany({ where: { host: { name: host }, removedAt: null } })
  const onEngine = async (host: string) =>
    (await stack.fleet.host(host).docker('volume', 'ls', '-q')).split('\n').filter(Boolean).sort()
  const sameAsEngine = (host: string) =>
    poll(
      `the rows of ${host} to equal the engine's list`,
      async () => {
        const rows = (await presentRows(host)).map(({ name }) => name).sort()
        return JSON.stringify(rows) === JSON.stringify(await onEngine(host)) ? rows : null
      },
      within,
    )

  test('a volume made on a host is a row, once, and its removal keeps the row as history', async () => {
    await stack.fleet.host('one').docker('volume', 'create', 'seen')
    await sameAsEngine('one')
    await stack.fleet.host('one').docker('volume', 'rm', 'seen')
    await sameAsEngine('one')
    expect(await stack.db.prisma.volume.count({ where: { name: 'seen' } })).toBe(1)
  })

  test('M32: a restarted server shows every host online again, without an alert, a lost row or a state in between', async () => {
    await stack.fleet.host('one').docker('volume', 'create', 'over-restart')
    await sameAsEngine('one')
    const before = await presentRows('one')
    const { _max } = await stack.db.prisma.activity.aggregate({ _max: { seq: true } })
    const restartedAt = new Date()
    await stack.restartServer()
    const seen = new Set(await states())
    await poll(
      'both agents to be connected again',
      async () => {
        for (const state of await states()) seen.add(state)
        return (await stack.db.prisma.agentSession.count({ where: { createdAt: { gt: restartedAt } } })) >= 2 ? true : null
      },
      within,
    )
    expect([...seen]).toEqual(['online'])
    expect((await presentRows('one')).map(({ id }) => id).sort()).toEqual(before.map(({ id }) => id).sort())
    expect(await stack.db.prisma.activity.count({ where: { seq: { gt: _max.seq ?? 0n } } })).toBe(0)
  })

  test('a killed agent comes back with nothing lost or doubled', async () => {
    const agent = stack.agents.get('two')
    agent?.signal('SIGKILL')
    expect(await agent?.ended).toBe('SIGKILL')
    await stack.fleet.host('two').docker('volume', 'create', 'while-away')
    stack.restartAgent('two')
    expect(await sameAsEngine('two')).toEqual(['while-away'])
    expect(await stack.db.prisma.host.count()).toBe(hosts.length)
  })

  test('M1: a cut cable loses nothing: what changed meanwhile arrives when it is whole again', async () => {
    stack.cable.cut()
    await stack.fleet.host('two').docker('volume', 'create', 'while-cut')
    await stack.fleet.host('two').docker('volume', 'rm', 'while-away')
    stack.cable.restore()
    expect(await sameAsEngine('two')).toEqual(['while-cut'])
  })

  test('M2: a frozen agent shows as unreachable, and goes on where it was: same epoch, nothing lost', async () => {
    const hostRow = () => stack.db.prisma.host.findUniqueOrThrow({ where: { name: 'one' } })
    const stateOfOne = async () =>
      (await ask<{ name: string; state: string }[]>('hosts.list')).find(({ name }) => name === 'one')?.state
    const becomes = (state: string) =>
      poll(`host one to be ${state}`, async () => ((await stateOfOne()) === state ? true : null), {
        withinMs: 90_000,
        everyMs: 500,
      })
    const before = await hostRow()
    const rows = await presentRows('one')
    stack.agents.get('one')?.signal('SIGSTOP')
    await becomes('unreachable')
    await stack.fleet.host('one').docker('volume', 'create', 'while-frozen')
    stack.agents.get('one')?.signal('SIGCONT')
    await becomes('online')
    await sameAsEngine('one')
    const after = await hostRow()
    expect(after.epoch).toBe(before.epoch)
    expect(after.rev).toBeGreaterThan(before.rev)
    expect((await presentRows('one')).map(({ id }) => id)).toEqual(expect.arrayContaining(rows.map(({ id }) => id)))
  }, 150_000)
})
