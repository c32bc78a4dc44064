import fc from 'fast-check'
import { expect, it } from 'vitest'
import { pointsMax, thinPoints } from './thin-points.ts'

type Point = { at: Date; bytes: number | null }
const values = (points: readonly Point[]) => points.flatMap(({ bytes }) => bytes ?? [])

it('a thinned series keeps its ends, its highest and lowest point, and a gap where there is one', () => {
  const point = fc.record({ step: fc.integer({ min: 1, max: 1e6 }), bytes: fc.option(fc.nat(1e6), { freq: 20 }) })
  fc.assert(
    fc.property(fc.array(point, { minLength: 1, maxLength: 3000, size: 'max' }), (steps) => {
      let at = 0
      const points: Point[] = steps.map(({ step, bytes }) => {
        at += step
        return { at: new Date(at), bytes }
      })
      const thin = thinPoints(points, ({ bytes }) => bytes)
      expect(thin.length).toBeLessThanOrEqual(pointsMax)
      expect(thin).toEqual(points.filter((each) => thin.includes(each)))
      expect([thin[0], thin.at(-1)]).toEqual([points[0], points.at(-1)])
      expect(Math.max(...values(thin))).toBe(Math.max(...values(points)))
      expect(Math.min(...values(thin))).toBe(Math.min(...values(points)))
      expect(thin.some(({ bytes }) => bytes === null)).toBe(points.some(({ bytes }) => bytes === null))
    }),
  )
})
