import { dayMs, percentOf, sinceResize, type UseSample } from './use-sample.ts'

/** One complete UTC day: its highest percentage, null when less than half of it was measured. */
export interface DayPeak {
  peak: number | null
  /** Points that Stowage itself reclaimed on this day; from 2 on it is a fall (audit 7.3.1). */
  reclaimedPoints?: number
}

const daysMax = 90

/**
 * Daily maxima of the complete UTC days before `now`, the last being yesterday, at most 90. `slotMs`: the distance of the samples, five
 * minutes for raw ones, an hour for hourly maxima. What lies before a resize is left out.
 */
export function dayPeaks(samples: readonly UseSample[], now: number, slotMs: number): DayPeak[] {
  const today = Math.floor(now / dayMs)
  const days = new Map<number, { peak: number; slots: Set<number> }>()
  for (const sample of sinceResize(samples)) {
    const day = Math.floor(sample.at / dayMs)
    if (day >= today || day < today - daysMax) continue
    const known = days.get(day) ?? { peak: 0, slots: new Set() }
    known.peak = Math.max(known.peak, percentOf(sample))
    known.slots.add(Math.floor(sample.at / slotMs))
    days.set(day, known)
  }
  const first = Math.min(today, ...days.keys())
  return Array.from({ length: today - first }, (_, index) => {
    const day = days.get(first + index)
    return { peak: day && day.slots.size >= dayMs / slotMs / 2 ? day.peak : null }
  })
}
