import type { ContainerFact } from '@stowage/domain/facts'
import { mapBounded } from './bounded.ts'
import { containerFact, containerState } from './container-fact.ts'
import type { EngineCall } from './engine-call.ts'
import { EngineError } from './engine-error.ts'
import type { LateFacts } from './late-facts.ts'
import type { Listing } from './list-volumes.ts'
import { parseReply } from './parse-reply.ts'
import type { ContainerListItem } from './replies.ts'
import { ContainerListReply, ContainerReply } from './replies.ts'
import type { AgeRange } from './status-age.ts'
import { isYounger, statusAge } from './status-age.ts'
import { segment } from './url-segment.ts'

type Known = { fact: ContainerFact; signature: string; age: AgeRange | null }

/** `known` is for the next call's `previous`: an inspect is only made of containers whose list row says something new. */
export type ContainerListing = Listing<ContainerFact> & { known: ReadonlyMap<string, Known>; atMs: number; inspected: number }

export type ContainerListOptions = {
  previous?: ContainerListing | null
  /** Ids to inspect again whatever their row says: an event named them (`update` changes nothing in the list). */
  refresh?: ReadonlySet<string>
}

const listBytesMax = 64 * 1024 * 1024
const inspectsAtOnce = 4

/** Helper containers of Stowage (E10). The label alone proves nothing: a container that ever started is somebody's. */
export const isIdleHelper = (row: Pick<ContainerListItem, 'Labels' | 'State'>): boolean =>
  row.Labels?.['stowage.helper'] !== undefined && containerState(row.State) === 'created'

/** What of a list row stays the same while nothing happens: ages tick and the order of mounts is random, so neither is in it. */
function signature(row: ContainerListItem): string {
  const exitCode = /^Exited \((-?\d+)\)/.exec(row.Status ?? '')?.[1]
  const mounts = (row.Mounts ?? []).map((m) => [m.Type, m.Name, m.Source, m.Destination, m.RW].join('\0')).sort()
  const labels = Object.entries(row.Labels ?? {}).flat()
  return JSON.stringify([row.Names, row.Image, row.ImageID, row.Created, row.State, exitCode, labels, mounts])
}

/** Null when the container vanished between list and inspect, which is no error. */
async function inspect(call: EngineCall, id: string): Promise<ContainerReply | null> {
  try {
    const reply = await call({ method: 'GET', path: `/containers/${segment(id)}/json`, deadline: 'read' })
    return parseReply(ContainerReply, reply, 'description of a container')
  } catch (error) {
    if (error instanceof EngineError && error.statusCode === 404) return null
    throw error
  }
}

async function list(call: EngineCall, late: LateFacts, { previous, refresh }: ContainerListOptions): Promise<ContainerListing> {
  const reply = await call({
    method: 'GET',
    path: '/containers/json',
    query: { all: '1' },
    deadline: 'read',
    bytesMax: listBytesMax,
  })
  const atMs = performance.now()
  const passedS = previous ? (atMs - previous.atMs) / 1000 : 0
  const rows = parseReply(ContainerListReply, reply, 'list of containers').filter((row) => !isIdleHelper(row))
  late.wantOfContainers(rows)
  const known = new Map<string, Known>()
  const problems: string[] = []
  let inspected = 0

  const outcomes = await mapBounded(rows, inspectsAtOnce, async (row) => {
    const before = previous?.known.get(row.Id)
    const now = { signature: signature(row), age: statusAge(row.Status ?? '') }
    const isSame = before?.signature === now.signature && !isYounger(now.age, before.age, passedS) && !refresh?.has(row.Id)
    if (before && isSame) return { ...now, fact: before.fact }
    inspected++
    try {
      const details = await inspect(call, row.Id)
      return details && { ...now, fact: containerFact(row, details) }
    } catch (error) {
      if (!(error instanceof EngineError) || error.kind === 'unreachable') throw error
      problems.push(`${row.Id.slice(0, 12)}: ${error.message}`)
      // what was known of it is better than half a row, but neither is remembered as seen
      return { signature: '', age: null, fact: before?.fact ?? containerFact(row, null) }
    }
  })
  for (const outcome of outcomes) if (outcome) known.set(outcome.fact.id, { ...outcome, fact: late.container(outcome.fact) })
  const items = [...known.values()].map((entry) => entry.fact).sort((a, b) => (a.id < b.id ? -1 : 1))
  const error = problems.length > 0 ? `${problems.length} not described in full. ${problems[0]}` : null
  return { status: error ? 'partial' : 'ok', items, error, known, atMs, inspected }
}

/**
 * All containers of the engine, in every state, idle helpers of Stowage left out. Costs one list call while nothing happens.
 * Never throws for an engine's failure: it is the listing's `error`, and `known` stays what it was.
 */
export async function listContainers(
  call: EngineCall,
  late: LateFacts,
  options: ContainerListOptions = {},
): Promise<ContainerListing> {
  try {
    return await list(call, late, options)
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    const { known = new Map(), atMs = performance.now() } = options.previous ?? {}
    return { status: 'error', items: [], error: error.message, known, atMs, inspected: 0 }
  }
}
