import type { LiveState } from '@/lib/live/live-state.ts'

export interface Freshness {
  tone: 'live' | 'partial' | 'paused' | 'polling' | 'reconnecting' | 'lost' | 'starting'
  text: string
}

interface Input {
  live: LiveState
  hosts: { reporting: number; total: number; unreachable: number } | null
  now: number
  /** `03:12:07 CET` of a moment. */
  clock: (at: number) => string
}

/** What the freshness chip says: how current the figures are and how many hosts they come from. */
export function freshnessWords({ live, hosts, now, clock }: Input): Freshness {
  if (live.pausedAt !== null) return { tone: 'paused', text: `Paused at ${clock(live.pausedAt)}` }
  const lostMs = live.mode === 'lost' ? now - live.since : 0
  if (lostMs > 30_000) return { tone: 'lost', text: `No connection since ${clock(live.since)} · figures may be old` }
  if (lostMs > 3_000) return { tone: 'reconnecting', text: `Reconnecting… showing ${clock(live.since)}` }
  if (!hosts) return { tone: 'starting', text: 'Connecting…' }
  const count = `${hosts.reporting} of ${hosts.total} hosts`
  if (hosts.total === 0) return { tone: 'starting', text: 'No hosts yet' }
  if (hosts.reporting < hosts.total) {
    const why = hosts.unreachable > 0 ? `${hosts.unreachable} unreachable` : `${hosts.total - hosts.reporting} stale`
    return { tone: 'partial', text: `${count} · ${why}` }
  }
  if (live.mode === 'polling') return { tone: 'polling', text: `Every 10 s · ${count}` }
  return { tone: 'live', text: `Live · ${count}` }
}
