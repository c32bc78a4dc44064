import type { Overview } from '@stowage/api/overview'
import { formatAge, formatBytes } from '@stowage/domain/format'

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
export const listHref = (path: string, keys: Record<string, string | null>) => {
  const params = new URLSearchParams(Object.entries(keys).flatMap(([key, value]) => (value === null ? [] : [[key, value]])))
  return params.size > 0 ? `${path}?${params}` : path
}

const percent = (share: number) => `${Math.floor(share * 100)} %`

/** What is known of the risk: a count only where layers were read, and always how many were not. */
function riskTile({ atRisk, containers }: Overview): Pick<Tile, 'figure' | 'caption' | 'tone'> {
  const unknown = atRisk.unknown > 0 ? `${whole.format(atRisk.unknown)} unknown` : ''
  if (atRisk.unknown > 0 && atRisk.unknown >= containers.total)
    return {
      figure: 'Unknown',
      caption: `no writable layer of ${count(containers.total, 'container')} was read`,
      tone: 'unknown',
    }
  if (atRisk.containers === 0)
    return {
      figure: `0 of ${count(containers.total - atRisk.unknown, 'container')}`,
      caption: ['lose data when made again', unknown].filter(Boolean).join(' · '),
      tone: 'plain',
    }
  return {
    figure: count(atRisk.containers, 'container'),
    caption: [`${formatBytes(atRisk.bytes)} lost when made again`, unknown].filter(Boolean).join(' · '),
    tone: 'unreachable',
  }
}

function growthTile({ growth }: Overview): Pick<Tile, 'figure' | 'caption' | 'tone'> {
  const { bytesPerDay, measuredShare } = growth
  if (bytesPerDay === null) return { figure: 'Unknown', caption: 'needs a day of measurements', tone: 'unknown' }
  const sign = bytesPerDay < 0 ? '−' : '+'
  return {
    figure: `${sign}${formatBytes(Math.abs(bytesPerDay))} a day`,
    caption: `volumes and layers · ${percent(measuredShare)} measured`,
    tone: 'plain',
  }
}

function ageTile({ dataAge, volumes, checkedAt }: Overview): Pick<Tile, 'figure' | 'caption' | 'tone'> {
  if (volumes.total === 0) return { figure: 'None', caption: 'no volume to measure', tone: 'plain' }
  const oldest = dataAge.oldestAt ? `oldest ${formatAge(dataAge.oldestAt, checkedAt)}` : 'none measured yet'
  return {
    figure: `${percent(dataAge.freshShare)} of sizes`,
    caption: `measured within 24 h · ${oldest}`,
    tone: 'plain',
  }
}

/** The figures with their coverage in the same line. Missing hosts move to the front, and every other tile says so. */
export function overviewTiles(overview: Overview, scope: string | null): Tile[] {
  const { volumes, sizes, layers, hosts } = overview
  const { byState } = volumes
  const without = withoutText(overview)
  const figures: Tile[] = [
    {
      key: 'risk',
      label: 'Data-loss risks',
      ...riskTile(overview),
      without,
      href: listHref('/containers', { scope, q: overview.atRisk.containers > 0 ? 'lost:>0B' : null, sort: '-lost' }),
    },
    {
      key: 'growth',
      label: 'Growth',
      ...growthTile(overview),
      without,
      href: listHref('/volumes', { scope, sort: '-growth' }),
    },
    {
      key: 'orphan',
      label: 'No reference seen',
      figure: count(byState.orphan, 'volume'),
      caption: 'no container in any state names them',
      without,
      href: listHref('/volumes', { scope, q: 'state:orphan' }),
      tone: byState.orphan > 0 ? 'orphaned' : 'plain',
    },
    {
      key: 'unknown',
      label: 'Cannot tell',
      figure: count(byState.unknown, 'volume'),
      caption: 'a check did not run; never offered for removal',
      without,
      href: listHref('/volumes', { scope, q: 'state:unknown' }),
      tone: byState.unknown > 0 ? 'unknown' : 'plain',
    },
    {
      key: 'sizes',
      label: 'In volumes',
      figure: sum(sizes),
      caption: `${whole.format(sizes.measured)} of ${count(volumes.total, 'volume')} measured`,
      without,
      href: listHref('/volumes', { scope, sort: '-size' }),
      tone: 'plain',
    },
    {
      key: 'layers',
      label: 'In writable layers',
      figure: sum(layers),
      caption: `${whole.format(layers.measured)} of ${count(overview.containers.total, 'container')} measured`,
      without,
      href: listHref('/containers', { scope, sort: '-layer' }),
      tone: 'plain',
    },
  ]
  const age: Tile = {
    key: 'age',
    label: 'Age of sizes',
    ...ageTile(overview),
    without,
    href: listHref('/volumes', { scope, sort: 'measured', cols: 'name,host,state,size,measured,used-by' }),
  }
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
    href: listHref('/hosts', { scope }),
    tone: hosts.notReporting.length > 0 ? 'unreachable' : 'plain',
  }
  return hosts.notReporting.length > 0 ? [missing, ...figures, age] : [...figures, age, missing]
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
    href: listHref('/volumes', { scope, q: `state:${state}` }),
  }))
}
