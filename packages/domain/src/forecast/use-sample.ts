/** How full one file system was, by bytes or inodes. `at`: ms since 1970; `available`: to ordinary users; `total`: its size, as `df` says. */
export interface UseSample {
  at: number
  used: number
  available: number
  total: number
}

export const slotMs = 5 * 60_000
export const hourMs = 3_600_000
export const dayMs = 86_400_000

/** Percent of what ordinary users may fill (audit 7.1). */
export const percentOf = ({ used, available }: UseSample): number =>
  used + available > 0 ? (100 * used) / (used + available) : 0

/** Samples of other sizes than today's tell nothing: a change of the total by more than 1 % cuts all before it (audit 7.1). */
export function sinceResize(samples: readonly UseSample[]): readonly UseSample[] {
  for (let index = samples.length - 1; index > 0; index -= 1) {
    const [before, after] = [samples[index - 1], samples[index]]
    if (before && after && Math.abs(after.total - before.total) > 0.01 * before.total) return samples.slice(index)
  }
  return samples
}

/** One figure of a host's disk as the history keeps it. */
export interface DiskFigures {
  at: Date
  totalBytes: number
  usedBytes: number
  availableBytes: number
  totalInodes: number | null
  usedInodes: number | null
}

/** The series of one dimension, ascending in time. File systems without a fixed number of inodes have none by inodes. */
export function useSamples(figures: readonly DiskFigures[], dimension: 'bytes' | 'inodes'): UseSample[] {
  return figures.flatMap((each) => {
    const at = each.at.getTime()
    if (dimension === 'bytes') return [{ at, used: each.usedBytes, available: each.availableBytes, total: each.totalBytes }]
    const { totalInodes: total, usedInodes: used } = each
    return total === null || used === null || total <= 0 ? [] : [{ at, used, available: Math.max(0, total - used), total }]
  })
}
