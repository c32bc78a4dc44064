import { engineJson } from '@stowage/lab/engine-call'
import { poll } from '@stowage/lab/poll'
import type { LabStack } from '@stowage/stack/lab-stack'
import { atOnce } from './at-once.ts'
import { hostId, plan } from './bench-fleet.ts'
import type { Figure } from './figure.ts'
import { plainClient } from './http-get.ts'
import { median } from './percentile.ts'
import { timed } from './timed.ts'

const warmRuns = 3
const { volumes, containers } = plan.large
const lists = ['/containers/json?all=1', '/volumes'] as const

/** The engine's own calls by a client that only reads and parses: the two lists, then an inspect of each container, 4 at a time. */
async function peerFull(socketPath: string): Promise<number> {
  const client = plainClient({ socketPath, host: 'localhost' })
  try {
    return await timed(async () => {
      const [listed] = await Promise.all(lists.map(async (path) => JSON.parse((await client.get(path)).toString())))
      await atOnce(listed.length, 4, async (index) =>
        JSON.parse((await client.get(`/containers/${listed[index].Id}/json`)).toString()),
      )
    })
  } finally {
    client.close()
  }
}

/** The server forgets the host's inventory, and the agent is not running. */
async function forget(stack: LabStack, id: string): Promise<void> {
  await stack.agents.get('large')?.stop()
  for (const table of ['container', 'volume', 'volume_event', 'measurement', 'host_section']) {
    await stack.db.pool.query(`DELETE FROM ${table} WHERE "hostId" = $1`, [id])
  }
  await stack.db.pool.query('UPDATE host SET epoch = NULL, rev = 0, "engineHash" = NULL WHERE id = $1', [id])
}

const allRows = (stack: LabStack, id: string) =>
  poll(
    'all rows of the host large',
    async () => {
      const { rows } = await stack.db.pool.query<{ all: boolean }>(
        `SELECT (SELECT count(*) FROM volume WHERE "hostId" = $1 AND "removedAt" IS NULL) = $2
           AND (SELECT count(*) FROM container WHERE "hostId" = $1 AND "removedAt" IS NULL) = $3 AS all`,
        [id, volumes, containers],
      )
      return rows[0]?.all ? true : null
    },
    { withinMs: 120_000, everyMs: 20 },
  )

/** From the start of an agent process, which greets the server and sees the engine for the first time, to the last row committed. */
async function oursFull(stack: LabStack, id: string): Promise<number> {
  await forget(stack, id)
  return timed(async () => {
    stack.restartAgent('large')
    await allRows(stack, id)
  })
}

/** One more volume on a host of thousands: the agent lists all volumes again, and one row is new. */
async function oneMore(stack: LabStack, id: string): Promise<number> {
  const { socket } = stack.fleet.host('large')
  const name = 'one-more'
  const present = async () =>
    (await stack.db.prisma.volume.count({ where: { hostId: id, name, removedAt: null } })) === 1 ? true : null
  const ms = await timed(async () => {
    await engineJson(socket, 'POST', '/volumes/create', { Name: name })
    await poll('its row', present, { everyMs: 5 })
  })
  await engineJson(socket, 'DELETE', `/volumes/${name}`)
  await poll('its end', async () => ((await present()) === null ? true : null))
  return ms
}

async function runsOf(times: number, run: () => Promise<number>): Promise<number[]> {
  const samples: number[] = []
  for (let count = 0; count < times; count += 1) samples.push(await run())
  return samples
}

/** Full inventory of 1,000 containers (created) and 2,000 volumes, engine to rows in Postgres. */
export async function inventory(stack: LabStack, say: (line: string) => void): Promise<Figure[]> {
  const host = stack.fleet.host('large')
  const id = await hostId(stack, 'large')
  await stack.agents.get('large')?.stop()
  await host.restartEngine()
  const coldPeer = await peerFull(host.socket)
  await forget(stack, id)
  await host.restartEngine()
  const cold = await oursFull(stack, id)
  say(`inventory cold: ${cold.toFixed(0)} ms, peer ${coldPeer.toFixed(0)} ms`)
  const [warm, warmPeer]: [number[], number[]] = [[], []]
  for (let run = 0; run < warmRuns; run += 1) {
    warm.push(await oursFull(stack, id))
    warmPeer.push(await peerFull(host.socket))
  }
  say(`inventory warm: ${warm.map(Math.round)} ms, peer ${warmPeer.map(Math.round)} ms`)
  const client = plainClient({ socketPath: host.socket, host: 'localhost' })
  const listPeer = await runsOf(5, () => timed(async () => JSON.parse((await client.get('/volumes')).toString())))
  client.close()
  const more = await runsOf(5, () => oneMore(stack, id))
  say(`inventory one more: ${more.map(Math.round)} ms, peer ${listPeer.map(Math.round)} ms`)
  const what = `${containers} containers + ${volumes} volumes, agent start → all rows`
  const calls = `containers/json?all=1 + volumes + ${containers} inspects, 4 at a time, read and parsed`
  const target: Figure['target'] = { of: 'ratio', most: 2 }
  return [
    { what: `${what}, engine just started`, unit: 'ms', ours: cold, peer: { what: calls, value: coldPeer }, target },
    {
      what: `${what}, warm, median of ${warmRuns}`,
      unit: 'ms',
      ours: median(warm),
      peer: { what: calls, value: median(warmPeer) },
      target,
    },
    {
      ...{ what: `one volume more beside ${volumes} → its row, median of 5`, unit: 'ms', ours: median(more), target: null },
      peer: { what: 'one GET /volumes, read and parsed', value: median(listPeer) },
    },
  ]
}
