/** Median of numbers; of an even count the mean of the middle two. Throws on none, for there is no answer. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** Quantile by linear interpolation between the closest ranks. Throws on no values. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const rank = (sorted.length - 1) * share
  const low = sorted[Math.floor(rank)]
  const high = sorted[Math.ceil(rank)]
  if (low === undefined || high === undefined) throw new RangeError('no values')
  return low + (high - low) * (rank - Math.floor(rank))
}

export interface Point {
  x: number
  y: number
}

/** Slopes between all pairs of points, ascending (Theil–Sen), and the sum of their signs (Mann–Kendall). The x ascend. */
export function pairwise(points: readonly Point[]): { slopes: number[]; signs: number } {
  const slopes: number[] = []
  let signs = 0
  points.forEach((later, index) => {
    for (const earlier of points.slice(0, index)) {
      slopes.push((later.y - earlier.y) / (later.x - earlier.x))
      signs += Math.sign(later.y - earlier.y)
    }
  })
  return { slopes: slopes.sort((a, b) => a - b), signs }
}
