/** The four tables of history, what one partition of each covers, and which of the two retentions ends it. */
export const historyTables = {
  size_sample: { period: 'week', keep: 'rawDays' },
  size_day: { period: 'quarter', keep: 'rolledDays' },
  disk_sample: { period: 'week', keep: 'rawDays' },
  disk_hour: { period: 'year', keep: 'rolledDays' },
} as const

export type HistoryTable = keyof typeof historyTables
export type Period = 'week' | 'quarter' | 'year'

export const dayMs = 86_400_000

/** Start of the period around `at`, in UTC; weeks begin on Monday, as Postgres has them. */
export function periodStart(at: Date, period: Period): Date {
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth()]
  if (period === 'year') return new Date(Date.UTC(year, 0))
  if (period === 'quarter') return new Date(Date.UTC(year, month - (month % 3)))
  return new Date(Date.UTC(year, month, at.getUTCDate() - ((at.getUTCDay() + 6) % 7)))
}

/** Start of the period `by` periods after the one that starts at `start`. */
export function periodsLater(start: Date, period: Period, by: number): Date {
  const [year, month] = [start.getUTCFullYear(), start.getUTCMonth()]
  if (period === 'year') return new Date(Date.UTC(year + by, 0))
  if (period === 'quarter') return new Date(Date.UTC(year, month + 3 * by))
  return new Date(start.getTime() + by * 7 * dayMs)
}

/** Partitions are named by the day they start on, so that SQL can tell from a time whether its partition is there. */
export const partitionName = (table: HistoryTable, start: Date): string =>
  `${table}_${start.toISOString().slice(0, 10).replaceAll('-', '')}`

/**
 * SQL: is there a partition for this time? A row without one would fail the whole statement; with this it is left out. The name of the
 * partition is looked up under the lock that the INSERT holds on the table, so none is dropped in between.
 */
export const hasPartitionSql = (table: HistoryTable, at: string): string =>
  `to_regclass('${table}_' || to_char(date_trunc('${historyTables[table].period}', ${at} AT TIME ZONE 'UTC'), 'YYYYMMDD')) IS NOT NULL`
