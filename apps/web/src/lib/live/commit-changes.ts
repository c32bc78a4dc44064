'use client'
import type { LiveChange } from '@stowage/domain/list'
import { containerRows, volumeRows } from '../rows/row-stores.ts'
import { queryClient } from '../trpc.ts'

type Topic = LiveChange['topic']

/** Which routers, or single queries, answer differently after a change of a topic. */
const touched: Record<Exclude<Topic, 'all'>, readonly string[]> = {
  volume: ['volumes', 'overview', 'search', 'hosts.space', 'hosts.growth'],
  container: ['containers', 'volumes', 'overview', 'search', 'hosts.space', 'hosts.growth'],
  host: ['hosts', 'overview', 'volumes', 'containers'],
  job: ['jobs'],
  // The rows of what a reading measured have changes of their own.
  reading: ['readings', 'volumes.contents', 'containers.changes'],
  activity: ['activity'],
}

/** Reads everything on screen again that the changes may have touched. Settles when it is on screen. */
export async function commitChanges(changes: readonly LiveChange[]): Promise<void> {
  const all = changes.some(({ topic }) => topic === 'all')
  const routers = new Set(changes.flatMap(({ topic }) => (topic === 'all' ? [] : touched[topic])))
  await Promise.all([
    queryClient.invalidateQueries(
      {
        predicate: ({ queryKey }) => {
          const [path] = queryKey
          return all || (Array.isArray(path) && (routers.has(String(path[0])) || routers.has(path.join('.'))))
        },
      },
      // A slow list that is under way is not thrown away: the next commit reads it again.
      { cancelRefetch: false },
    ),
    volumeRows.refresh(rowsOf(changes, 'volume', all)),
    containerRows.refresh(rowsOf(changes, 'container', all)),
  ])
}

function rowsOf(changes: readonly LiveChange[], topic: Topic, all: boolean) {
  const own = changes.filter((change) => change.topic === topic)
  // A change without ids means: any row of that host. A host's link is part of its rows.
  const wide = changes.filter((change) => change.topic === 'host' || (change.topic === topic && change.ids.length === 0))
  const hostIds = wide.flatMap(({ topic, ids, hostId }) => (topic === 'host' && ids.length > 0 ? ids : (hostId ?? [])))
  return { ids: own.flatMap(({ ids }) => ids), hostIds, all }
}
