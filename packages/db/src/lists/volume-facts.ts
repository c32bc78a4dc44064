import { activeStates } from '@stowage/domain/facts'
import type { FieldValue, FilterSubject } from '@stowage/domain/filter/matches'
import type { VolumeRow } from '@stowage/domain/volume'
import type { HostFacts } from './host-facts.ts'

/** How long a volume has been out of use: at least so long, and exactly when our watch reaches back to the last mount (audit 2.4). */
export function idleOf(row: VolumeRow, host: HostFacts, now: Date): { atLeastMs: number; exact: boolean } {
  if (row.usedBy.some((use) => activeStates.includes(use.state))) return { atLeastMs: 0, exact: true }
  if (!host.judged) return { atLeastMs: 0, exact: false }
  const seen = row.firstSeenAt.getTime()
  const covered = host.coveredSince?.getTime() ?? seen
  const mounted = row.lastMountedAt?.getTime() ?? Number.NEGATIVE_INFINITY
  return { atLeastMs: now.getTime() - Math.max(mounted, seen, covered), exact: mounted >= seen && mounted >= covered }
}

/** What the filter of volumes reads from a row; `volume-sql.ts` says the same in SQL. */
export function volumeSubject(row: VolumeRow, host: HostFacts, now: Date): FilterSubject {
  const known = host.judged
  const texts = (values: string[]): FieldValue => ({ type: 'texts', values, complete: known })
  const fields: Record<string, () => FieldValue> = {
    host: () => ({ type: 'text', value: row.host }),
    name: () => ({ type: 'text', value: row.name }),
    driver: () => ({ type: 'text', value: row.driver }),
    kind: () => ({ type: 'text', value: row.kind }),
    scope: () => ({ type: 'text', value: row.scope }),
    project: () => ({ type: 'text', value: row.project }),
    state: () => ({ type: 'text', value: row.state === 'unknown' ? undefined : row.state }),
    size: () => ({ type: 'number', value: row.sizeBytes ?? undefined, isLowerBound: row.sizePartial }),
    growth: () => ({ type: 'number', value: row.growthBytesPerDay ?? undefined }),
    files: () => ({ type: 'number', value: row.files ?? undefined, isLowerBound: row.sizePartial }),
    written: () => ({ type: 'time', value: row.newestWriteAt?.getTime() }),
    created: () => ({ type: 'time', value: row.createdAt?.getTime() }),
    seen: () => ({ type: 'time', value: row.firstSeenAt.getTime() }),
    label: () => ({ type: 'labels', value: row.labels }),
    anonymous: () => ({ type: 'flag', value: row.anonymous }),
    mounted: () => {
      const mounted = row.usedBy.some((use) => activeStates.includes(use.state))
      return { type: 'flag', value: mounted || (known ? false : undefined) }
    },
    'used-by': () => texts(row.usedBy.map((use) => use.container)),
    image: () => texts(row.usedBy.map((use) => use.image)),
    idle: () => ({ type: 'age', ...idleOf(row, host, now) }),
  }
  return { words: [row.name, row.host], field: (name) => fields[name]?.() ?? { type: 'flag', value: undefined } }
}
