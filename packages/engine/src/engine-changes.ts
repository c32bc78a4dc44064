import type { Tree } from '@stowage/domain/reading'
import type { EngineCall } from './engine-call.ts'
import { mountPoints } from './layer-place.ts'
import { type LayerChange, LayerTree } from './layer-tree.ts'
import { parseReply } from './parse-reply.ts'
import { likeliestFirst, type PathStat, statPaths, statsMax } from './path-stats.ts'
import { ChangesReply, type ContainerReply } from './replies.ts'
import { segment } from './url-segment.ts'

const changes = ['changed', 'added', 'deleted'] as const
const withoutSizes = 'Docker lists changed paths without sizes'

const isBelow = (path: string, points: ReadonlySet<string>): boolean =>
  path !== '' && (points.has(path) || isBelow(path.slice(0, path.lastIndexOf('/')), points))

/** Depth first: by path with the separator before every other character. */
const inDepth = (a: { path: string }, b: { path: string }) => {
  const [left, right] = [a.path.replaceAll('/', '\0'), b.path.replaceAll('/', '\0')]
  return left < right ? -1 : left > right ? 1 : 0
}

/**
 * An archive call mounts all that a container has once more, even where it runs (X2): volumes, be their server gone, and each time with
 * events that tell of a use that never was (E3).
 */
const mayStat = ({ State, Mounts }: ContainerReply) =>
  (Mounts ?? []).every(({ Type }) => State?.Status === 'running' && (Type === 'bind' || Type === 'tmpfs'))

const toChange = (listed: { path: string; change: LayerChange['change'] }, isDirectory: boolean, stat: PathStat | undefined) => {
  if (isDirectory) return { ...listed, type: 'directory' as const, bytes: null }
  if (listed.change === 'deleted') return { ...listed, type: 'other' as const, bytes: 0 }
  return { ...listed, type: stat?.type ?? ('other' as const), bytes: stat?.bytes ?? null }
}

/**
 * The changes as the engine tells them, for layers that this process cannot read: it walks layer and image in full, so only on demand
 * (C2). Sizes by a stat each for a few hundred of them.
 * @throws EngineError
 */
export async function engineChanges(call: EngineCall, inspect: ContainerReply, signal?: AbortSignal): Promise<Tree> {
  const path = `/containers/${segment(inspect.Id)}/changes`
  const reply = await call({ method: 'GET', path, deadline: 'changes', pool: 'measure' })
  const points = mountPoints(inspect)
  const listed = (parseReply(ChangesReply, reply, 'list of changes') ?? [])
    .map(({ Path, Kind }) => ({ path: Path, change: changes[Kind] ?? 'changed' }))
    .filter((change) => !isBelow(change.path, points))
    .sort(inDepth)
  const isDirectory = (at: number) => listed[at + 1]?.path.startsWith(`${listed[at]?.path}/`) ?? false
  const leaves = listed.filter(({ change }, at) => change !== 'deleted' && !isDirectory(at)).map((change) => change.path)
  const asked = mayStat(inspect) ? likeliestFirst(leaves).slice(0, statsMax) : []
  const stats = await statPaths(call, inspect.Id, asked, signal)

  const tree = new LayerTree()
  for (const [at, change] of listed.entries()) tree.add(toChange(change, isDirectory(at), stats.get(change.path)))
  for (const directory of tree.bareDirectories()) tree.keep(directory)
  const unknown = leaves.length - stats.size
  const why = mayStat(inspect)
    ? `${stats.size} of ${leaves.length} were asked for one by one`
    : 'asking for them would mount the volumes of this container once more'
  const reason = unknown > 0 ? `${withoutSizes}; ${why}.` : null
  return tree.tree({ basis: 'apparent', partial: unknown > 0, reason })
}
