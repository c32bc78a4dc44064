/** What a chart can show. */
export const pointsMax = 500
const buckets = 100

/**
 * At most `pointsMax` of these points, which ascend in time: of each stretch the first, the last, the lowest and the highest one and the
 * first gap. `bytesOf` null = a gap.
 */
export function thinPoints<T extends { at: Date }>(points: readonly T[], bytesOf: (point: T) => number | null): T[] {
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last || points.length <= pointsMax) return [...points]
  const width = (last.at.getTime() - first.at.getTime()) / buckets
  const bucketOf = (point: T) => Math.min(buckets - 1, Math.floor((point.at.getTime() - first.at.getTime()) / width))
  const kept = new Set<T>()
  for (const bucket of Map.groupBy(points, bucketOf).values()) {
    const known = bucket.filter((point) => bytesOf(point) !== null)
    const extreme = (sign: number) =>
      known.reduce<T | undefined>(
        (best, point) => (best === undefined || sign * (bytesOf(point) ?? 0) > sign * (bytesOf(best) ?? 0) ? point : best),
        undefined,
      )
    const gap = bucket.find((point) => bytesOf(point) === null)
    for (const point of [bucket[0], extreme(-1), extreme(1), gap, bucket.at(-1)]) if (point) kept.add(point)
  }
  return points.filter((point) => kept.has(point))
}
