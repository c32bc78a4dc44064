import type { Overview } from '@stowage/api/overview'
import { formatBytes } from '@stowage/domain/format'

export interface Tile {
  key: string
  label: string
  figure: string
  caption: string
  /** Hosts that the figure leaves out; empty when it covers all. */
  without: string
  href: string
  /** Only what needs a person stands out. */
  tone: 'plain' | 'orphaned' | 'unknown' | 'unreachable'
}

const whole = new Intl.NumberFormat('en')
const count = (value: number, one: string, many = `${one}s`) => `${whole.format(value)} ${value === 1 ? one : many}`

/** "without db-03", or how many when there are more than two; empty when every host reports. */
export function withoutText(overview: Pick<Overview, 'hosts'>): string {
  const names = overview.hosts.notReporting.map((host) => host.name)
  if (names.length === 0) return ''
  return names.length <= 2 ? `without ${names.join(' and ')}` : `without ${names.length} hosts`
}

const sum = (sizes: Overview['sizes']) =>
  sizes.measured === 0 && sizes.unknown > 0 ? 'Unknown' : `${sizes.unknown > 0 ? '≥ ' : ''}${formatBytes(sizes.sumBytes)}`

/** The address of a list that shows the same figure as its tile. */
const list = (path: string, keys: Record<string, string | null>) => {
  const params = new URLSearchParams(Object.entries(keys).flatMap(([key, value]) => (value === null ? [] : [[key, value]])))
  return params.size > 0 ? `${path}?${params}` : path
}

/** Five figures with their coverage in the same line. Missing hosts move to the front, and every other tile says so. */
export function overviewTiles(overview: Overview, scope: string | null): Tile[] {
  const { volumes, sizes, layers, hosts } = overview
  const { byState } = volumes
  const without = withoutText(overview)
  const figures: Tile[] = [
    {
      key: 'orphan',
      label: 'No reference seen',
      figure: count(byState.orphan, 'volume'),
      caption: 'no container in any state names them',
      without,
      href: list('/volumes', { scope, q: 'state:orphan' }),
      tone: byState.orphan > 0 ? 'orphaned' : 'plain',
    },
    {
      key: 'unknown',
      label: 'Cannot tell',
      figure: count(byState.unknown, 'volume'),
      caption: 'a check did not run; never offered for removal',
      without,
      href: list('/volumes', { scope, q: 'state:unknown' }),
      tone: byState.unknown > 0 ? 'unknown' : 'plain',
    },
    {
      key: 'sizes',
      label: 'In volumes',
      figure: sum(sizes),
      caption: `${whole.format(sizes.measured)} of ${count(volumes.total, 'volume')} measured`,
      without,
      href: list('/volumes', { scope, sort: '-size' }),
      tone: 'plain',
    },
    {
      key: 'layers',
      label: 'In writable layers',
      figure: sum(layers),
      caption: `${whole.format(layers.measured)} of ${count(overview.containers.total, 'container')} measured`,
      without,
      href: list('/containers', { scope, sort: '-layer' }),
      tone: 'plain',
    },
  ]
  const missing: Tile = {
    key: 'hosts',
    label: 'Not reporting',
    figure: `${whole.format(hosts.notReporting.length)} of ${count(hosts.total, 'host')}`,
    caption:
      hosts.notReporting.length === 0
        ? 'every host answers'
        : hosts.notReporting
            .slice(0, 3)
            .map((host) => host.name)
            .join(', ') + (hosts.notReporting.length > 3 ? ` and ${hosts.notReporting.length - 3} more` : ''),
    without: '',
    href: list('/hosts', { scope }),
    tone: hosts.notReporting.length > 0 ? 'unreachable' : 'plain',
  }
  return hosts.notReporting.length > 0 ? [missing, ...figures] : [...figures, missing]
}

export interface Verdict {
  state: 'used' | 'protected' | 'orphan' | 'unknown'
  word: string
  count: number
  href: string
}

/** Volumes by verdict, in the order of the bar. */
export const overviewVerdicts = (overview: Overview, scope: string | null): Verdict[] => {
  const { byState } = overview.volumes
  const words = { used: 'Used', protected: 'Protected', orphan: 'No reference seen', unknown: 'Unknown' } as const
  return (['used', 'protected', 'orphan', 'unknown'] as const).map((state) => ({
    state,
    word: words[state],
    count: byState[state],
    href: list('/volumes', { scope, q: `state:${state}` }),
  }))
}

/** Fullest first; hosts whose disk is not known follow by name. */
export const disksByFullness = (disks: Overview['disks']): Overview['disks'] => {
  const used = (disk: Overview['disks'][number]) =>
    disk.diskBytes !== null && disk.diskUsedBytes !== null && disk.diskBytes > 0 ? disk.diskUsedBytes / disk.diskBytes : -1
  return disks.toSorted((a, b) => used(b) - used(a) || a.host.localeCompare(b.host))
}
