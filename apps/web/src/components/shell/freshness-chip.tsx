'use client'
import clsx from 'clsx'
import { CirclePause, Radio, RefreshCw, TriangleAlert, Unplug } from 'lucide-react'
import { liveState, togglePause } from '@/lib/live/live-state.ts'
import { useWatchedHosts } from '@/lib/live/use-watched-hosts.ts'
import { useShortcut } from '@/lib/shortcuts.ts'
import { useStore } from '@/lib/store.ts'
import { useZone } from '@/lib/use-zone.ts'
import { instantText } from '../time/instant.ts'
import { useNow } from '../time/use-now.ts'
import { iconProps } from '../ui/icon.ts'
import { Popover } from '../ui/popover.tsx'
import { chipClass, quietChip } from './chip.ts'
import { FreshnessPopover } from './freshness-popover.tsx'
import { type Freshness, freshnessWords } from './freshness-words.ts'

const looks: Record<Freshness['tone'], { icon: typeof Radio; className: string }> = {
  starting: { icon: RefreshCw, className: quietChip },
  live: {
    icon: Radio,
    className: 'border-border bg-surface text-in-use hover:bg-hover max-sm:border-transparent max-sm:bg-transparent',
  },
  polling: { icon: RefreshCw, className: quietChip },
  partial: { icon: Unplug, className: 'border-transparent bg-unreachable-bg text-unreachable' },
  paused: { icon: CirclePause, className: 'border-transparent bg-stale-bg text-stale' },
  reconnecting: { icon: RefreshCw, className: 'border-transparent bg-stale-bg text-stale' },
  lost: { icon: TriangleAlert, className: 'border-transparent bg-unreachable-bg text-unreachable' },
}

/** How current the screen is. Opens per host: last report and age of each section. */
export function FreshnessChip() {
  const live = useStore(liveState)
  const zone = useZone()
  // Seconds count only while the connection is lost.
  const now = useNow(live.mode === 'lost' ? 1000 : 15_000)
  const hosts = useWatchedHosts()
  useShortcut('p', togglePause)
  const present = hosts.data?.filter(({ revokedAt }) => revokedAt === null)
  const { tone, text } = freshnessWords({
    live,
    now: now.getTime(),
    hosts: present
      ? {
          total: present.length,
          reporting: present.filter(({ state }) => state === 'online').length,
          unreachable: present.filter(({ state }) => state === 'unreachable' || state === 'offline').length,
        }
      : null,
    clock: (at) => instantText(new Date(at), zone).split(' ').slice(3).join(' '),
  })
  const { icon: Glyph, className } = looks[tone]
  return (
    <Popover
      label="How current the figures are"
      align="end"
      className="w-96"
      trigger={
        <button type="button" aria-label={text} className={clsx(chipClass, 'lg:min-w-48 lg:justify-center', className)}>
          <Glyph {...iconProps} size={14} className="shrink-0" />
          <span className="max-lg:sr-only" aria-live="off">
            {text}
          </span>
        </button>
      }
    >
      <FreshnessPopover hosts={present ?? []} text={text} paused={live.pausedAt !== null} polling={live.mode === 'polling'} />
    </Popover>
  )
}
