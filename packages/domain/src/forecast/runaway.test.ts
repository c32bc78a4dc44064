import { describe, expect, it } from 'vitest'
import type { Runaway } from '../history.ts'
import { runaway } from './runaway.ts'
import { gaussian, mulberry32, seeds } from './testing/noise.ts'
import { hourMs, percentOf, slotMs, type UseSample } from './use-sample.ts'

type Series = (hour: number) => number
const perHour = hourMs / slotMs
const sampleAt = (slot: number, used: number): UseSample => ({ at: slot * slotMs, used, available: 100 - used, total: 100 })

/** 14 days as the server judges them from day 8 on: five-minute samples of the last 25 h, hourly maxima before. @returns hours of alarms */
function alarms(series: Series, seed: number, missing = 0): { raised: number[]; unknown: number } {
  const noise = gaussian(seed, 0.15)
  const lost = mulberry32(seed + 1000)
  const [raw, hours]: [UseSample[], UseSample[]] = [[], []]
  const told = { raised: [] as number[], unknown: 0 }
  let before: Runaway | null = null
  for (let slot = 0; slot < 14 * 24 * perHour; slot += 1) {
    const sample = sampleAt(slot, Math.min(100, series(slot / perHour) + noise()))
    if (lost() < missing) continue
    raw.push(sample)
    const [hour, last] = [Math.floor(slot / perHour) * perHour * slotMs, hours.at(-1)]
    if (last?.at !== hour) hours.push({ ...sample, at: hour })
    else if (percentOf(sample) > percentOf(last)) hours[hours.length - 1] = { ...sample, at: hour }
    if (slot < 7 * 24 * perHour) continue
    const recent = raw.slice(-25 * perHour)
    const now = Math.floor(slot / perHour)
    const earlier = hours.slice(Math.max(0, now - 8 * 24), Math.floor((recent[0]?.at ?? 0) / hourMs))
    const verdict = runaway(earlier.concat(recent), sample.at, before)
    if (verdict.now === 'unknown') told.unknown += 1
    if (verdict.runaway && !before) told.raised.push(slot / perHour)
    before = verdict.runaway
  }
  return told
}

const saw =
  (low: number, high: number, hours: number): Series =>
  (t) =>
    low + ((high - low) * (t % hours)) / hours
const calm: Record<string, Series> = {
  'flat 50': () => 50,
  '12 h saw 55–70': saw(55, 70, 12),
  'nightly 60 + 12': (t) => (t % 24 >= 3 && t % 24 < 6 ? 72 : 60),
  'weekly ramp 60–80': saw(60, 80, 168),
  '60 + 0.02 t': (t) => 60 + 0.02 * t,
  '12 h saw 80–95': saw(80, 95, 12),
  '24 h saw 75–90': saw(75, 90, 24),
  '48 h saw 60–90': saw(60, 90, 48),
  'weekly ramp 70–95': saw(70, 95, 168),
  'jump to 82 in one sample': (t) => (t < 300 ? 60 : 82),
  'jump to 82 over 4 h': (t) => 60 + 22 * Math.min(1, Math.max(0, (t - 300) / 4)),
  '90, drop to 60, then +0.02/h': (t) => (t < 300 ? 90 : 60 + 0.02 * (t - 300)),
}

describe('case 62: the runaway track on each series of audit 7.5, seeds 1–50', { timeout: 60_000 }, () => {
  it.each(Object.entries(calm))('%s raises no alarm', (_name, series) => {
    expect(seeds.filter((seed) => alarms(series, seed).raised.length > 0)).toEqual([])
  })

  it('+0.8/h from 60 raises one alarm, 25–28 h after it began', () => {
    const raised = seeds.map((seed) => alarms((t) => 60 + 0.8 * Math.max(0, t - 288), seed).raised)
    expect(raised.filter((hours) => hours.length !== 1 || !hours.every((hour) => hour >= 313 && hour <= 316))).toEqual([])
  })

  it('with 40 % of the samples missing it is unknown and raises none', () => {
    const told = seeds.map((seed) => alarms((t) => 60 + 0.8 * Math.max(0, t - 288), seed, 0.4))
    expect(told.filter(({ raised }) => raised.length > 0)).toEqual([])
    expect(told.filter(({ unknown }) => unknown === 0)).toEqual([])
  })

  it('+0.8/h from 20 raises none below 60, and the first at least 20 h before it is full', () => {
    const firsts = seeds.map((seed) => alarms((t) => 20 + 0.8 * Math.max(0, t - 240), seed).raised[0] ?? Number.POSITIVE_INFINITY)
    expect(firsts.filter((hour) => hour < 290 || hour > 320)).toEqual([])
  })
})
