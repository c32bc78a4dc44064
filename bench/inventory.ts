import { fileURLToPath } from 'node:url'
import { engineJson } from '@stowage/lab/engine-call'
import { poll } from '@stowage/lab/poll'
import { runCommand } from '@stowage/lab/run-command'
import type { LabStack } from '@stowage/stack/lab-stack'
import { hostId, plan } from './bench-fleet.ts'
import type { Figure } from './figure.ts'
import { plainClient } from './http-get.ts'
import { median } from './percentile.ts'
import { timed } from './timed.ts'

const warmRuns = 5
const { volumes, containers } = plan.large
const peerProgram = fileURLToPath(new URL('./inventory-peer.ts', import.meta.url))

/** The engine's own calls by a process that only reads and parses. */
const peerFull = async (socketPath: string) => Number(await runCommand(process.execPath, [peerProgram, socketPath]))

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

type Full = { sinceStart: number; sinceGreeting: number }

/** A new agent process that sees the engine for the first time, to the last row committed. Listing begins after the greeting. */
async function oursFull(stack: LabStack, id: string): Promise<Full> {
  await forget(stack, id)
  const begun = Date.now()
  stack.restartAgent('large')
  await allRows(stack, id)
  const ended = Date.now()
  const session = await stack.db.prisma.agentSession.findFirstOrThrow({ where: { hostId: id }, orderBy: { createdAt: 'desc' } })
  return { sinceStart: ended - begun, sinceGreeting: ended - session.createdAt.getTime() }
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
  const warm: Full[] = []
  const warmPeer: number[] = []
  for (let run = 0; run < warmRuns; run += 1) {
    warm.push(await oursFull(stack, id))
    warmPeer.push(await peerFull(host.socket))
  }
  say(
    `inventory: cold ${JSON.stringify(cold)}, peer ${coldPeer.toFixed(0)} ms; warm ${JSON.stringify(warm)}, peer ${warmPeer.map(Math.round)} ms`,
  )
  const client = plainClient({ socketPath: host.socket, host: 'localhost' })
  const listPeer = await runsOf(5, () => timed(async () => JSON.parse((await client.get('/volumes')).toString())))
  client.close()
  const more = await runsOf(5, () => oneMore(stack, id))
  say(`inventory one more: ${more.map(Math.round)} ms, peer ${listPeer.map(Math.round)} ms`)
  const what = `${containers} containers + ${volumes} volumes, engine → rows`
  const peer = (value: number) => ({
    what: `a new process: containers/json?all=1 + volumes + ${containers} inspects, 4 at a time, read and parsed`,
    value,
  })
  const figure = (words: string, ours: number, peerMs: number, target: Figure['target']): Figure => ({
    what: `${what}, ${words}`,
    ...{ unit: 'ms', ours, peer: peer(peerMs), target },
  })
  const warmOf = (key: keyof Full) => median(warm.map((run) => run[key]))
  const target: Figure['target'] = { of: 'ratio', most: 2 }
  return [
    figure('engine just started', cold.sinceGreeting, coldPeer, target),
    figure(`warm, median of ${warmRuns}`, warmOf('sinceGreeting'), median(warmPeer), target),
    figure('warm, from the start of the agent process', warmOf('sinceStart'), median(warmPeer), null),
    {
      ...{ what: `one volume more beside ${volumes} → its row, median of 5`, unit: 'ms', ours: median(more), target: null },
      peer: { what: 'one GET /volumes, read and parsed', value: median(listPeer) },
    },
  ]
}
