import { z } from 'zod'

/** What was measured over time. A point holds until the next one; `bytes` null = from here on unknown: gaps stay gaps. */
export const HistoryPoint = z.object({ at: z.date(), bytes: z.number().nullable() })
export type HistoryPoint = z.infer<typeof HistoryPoint>

export const HistoryRange = z.enum(['24h', '7d', '30d', '90d', '1y'])
export type HistoryRange = z.infer<typeof HistoryRange>
export const rangeMs: Readonly<Record<HistoryRange, number>> = {
  '24h': 86_400_000,
  '7d': 7 * 86_400_000,
  '30d': 30 * 86_400_000,
  '90d': 90 * 86_400_000,
  '1y': 366 * 86_400_000,
}

/** `since`: the first measurement we have. `growthBytesPerDay`: over the last 7 days, null with less than a day of history. */
export const History = z.object({
  points: z.array(HistoryPoint),
  since: z.date().nullable(),
  growthBytesPerDay: z.number().nullable(),
})
export type History = z.infer<typeof History>

/** The last 7 days of one row, for the small line in a table. */
export const Sparkline = z.object({ id: z.string(), points: z.array(HistoryPoint), growthBytesPerDay: z.number().nullable() })
export type Sparkline = z.infer<typeof Sparkline>

export const DiskPoint = z.object({
  at: z.date(),
  usedBytes: z.number(),
  availableBytes: z.number(),
  usedInodes: z.number().nullable(),
  availableInodes: z.number().nullable(),
})
export type DiskPoint = z.infer<typeof DiskPoint>

/** What the planning track says (audit 7.3, 7.4). Only `date` has days and a band; `hiDays` null = open. */
export const Forecast = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('date'),
    days: z.number(),
    loDays: z.number(),
    hiDays: z.number().nullable(),
    accelerating: z.boolean(),
    pointsPerDay: z.number(),
  }),
  z.object({ kind: z.literal('over_180') }),
  z.object({ kind: z.literal('no_trend') }),
  z.object({ kind: z.literal('rate_only'), pointsPerDay: z.number() }),
  z.object({ kind: z.literal('too_early'), days: z.number() }),
  z.object({ kind: z.literal('recurring'), falls: z.number(), peakLow: z.number(), peakHigh: z.number() }),
  z.object({ kind: z.literal('unknown'), reason: z.string() }),
])
export type Forecast = z.infer<typeof Forecast>

/** The runaway track (audit 7.2): filling within a day, as now seen. */
export const Runaway = z.object({ sinceAt: z.date(), loHours: z.number(), hiHours: z.number() })
export type Runaway = z.infer<typeof Runaway>

/** Forecast of one file system of a host, by bytes or inodes. `text` is what to print (audit 7.4). */
export const DiskForecast = z.object({
  dimension: z.enum(['bytes', 'inodes']),
  forecast: Forecast,
  runaway: Runaway.nullable(),
  text: z.string(),
  /** How it was made, for the popover. */
  method: z.string(),
  daysMeasured: z.number(),
  /** Median error of stored forecasts against what came, in points; null before there are any. */
  errorPoints: z.number().nullable(),
})
export type DiskForecast = z.infer<typeof DiskForecast>

export const DiskHistory = z.object({ points: z.array(DiskPoint), since: z.date().nullable(), forecasts: z.array(DiskForecast) })
export type DiskHistory = z.infer<typeof DiskHistory>

/** Who grew a disk: the change of each volume and layer over that of the host in the same window. */
export const Grower = z.object({
  kind: z.enum(['volume', 'layer', 'log']),
  id: z.string(),
  name: z.string(),
  deltaBytes: z.number(),
  /** Of the host's growth; null when less than half of it is measured (audit 7.4). */
  share: z.number().nullable(),
})
export type Grower = z.infer<typeof Grower>

export const Growth = z.object({
  from: z.date().nullable(),
  to: z.date().nullable(),
  /** Of the host's file system; null without two samples at least a day apart. */
  hostDeltaBytes: z.number().nullable(),
  /** Largest first, at most 20. */
  growers: z.array(Grower),
  notAttributedBytes: z.number().nullable(),
})
export type Growth = z.infer<typeof Growth>
