import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useStore } from '../store.ts'
import { trpc } from '../trpc.ts'
import { commitChanges } from './commit-changes.ts'
import { linkChanges } from './link-changes.ts'
import { liveState } from './live-state.ts'

/** As long as between two heartbeats. */
const everyMs = 15_000

/**
 * Every host, asked for again and again: silence is the one change that nobody sends. When the link of a host changed, its rows on
 * screen are read again too.
 */
export function useWatchedHosts() {
  const { pausedAt } = useStore(liveState)
  const hosts = useQuery({
    ...trpc.hosts.list.queryOptions({ scope: null }),
    refetchInterval: pausedAt === null ? everyMs : false,
  })
  const seen = useRef(hosts.data)
  useEffect(() => {
    const changes = linkChanges(seen.current ?? [], hosts.data ?? [])
    seen.current = hosts.data
    if (changes.length > 0) void commitChanges(changes)
  }, [hosts.data])
  return hosts
}
