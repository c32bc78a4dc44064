import type { Database } from '../client.ts'
import { dayMs, hasPartitionSql } from './periods.ts'

const hourMs = 3_600_000

type Db = Pick<Database, 'pool'>
export type RollUpSpan = {
  /** Days or hours that begin from here on are made anew, whole. */
  from: Date
  to: Date
  /** Between two days nothing is half done: a good moment to stop. */
  signal?: AbortSignal
}

/** All that a raw partition can still hold. */
const rawDaysBack = 15
/** A sample comes late when its agent was out of reach, or when it was measured in the last minutes of a day. */
const [lateDays, lateHours] = [3, 2]

/**
 * Where a roll-up has to begin, given when the last one began (null = never): days before the last one at the first of each UTC day, else
 * where samples still arrive.
 */
export function rollUpFrom(now: Date, lastAt: Date | null): Date {
  const dayOf = (ms: number) => Math.floor(ms / dayMs)
  const oldest = dayOf(now.getTime()) - rawDaysBack
  if (lastAt === null) return new Date(oldest * dayMs)
  const isFirstToday = dayOf(lastAt.getTime()) !== dayOf(now.getTime())
  const from = isFirstToday ? Math.min(now.getTime(), lastAt.getTime()) - lateDays * dayMs : now.getTime() - lateHours * hourMs
  return new Date(Math.max(oldest, dayOf(from)) * dayMs)
}

/**
 * Brings `size_day` to what the samples of these UTC days say: the last size and the highest one of each. Repeats change nothing, and
 * days without a sample are left as they are.
 */
export async function rollUpSizes({ pool }: Db, { from, to, signal }: RollUpSpan): Promise<void> {
  for (let day = Math.floor(from.getTime() / dayMs) * dayMs; day <= to.getTime() && !signal?.aborted; day += dayMs) {
    await pool.query(
      `INSERT INTO size_day (kind, "subjectId", "hostId", at, "lastBytes", "maxBytes")
       SELECT DISTINCT ON (kind, "subjectId") kind, "subjectId", "hostId", $1::timestamptz, bytes, max(bytes) OVER (PARTITION BY kind, "subjectId")
       FROM size_sample WHERE at >= $1 AND at < $2 AND ${hasPartitionSql('size_day', '$1::timestamptz')}
       ORDER BY kind, "subjectId", at DESC
       ON CONFLICT (kind, "subjectId", at) DO UPDATE SET "lastBytes" = EXCLUDED."lastBytes", "maxBytes" = EXCLUDED."maxBytes"
       WHERE (size_day."lastBytes", size_day."maxBytes") IS DISTINCT FROM (EXCLUDED."lastBytes", EXCLUDED."maxBytes")`,
      [new Date(day), new Date(day + dayMs)],
    )
  }
}

const columns = ['totalBytes', 'usedBytes', 'availableBytes', 'totalInodes', 'usedInodes'].map((name) => `"${name}"`)
/** Of an hour: the value in its fullest sample. */
const atFullest = (column: string, share: string) => `(array_agg(${column} ORDER BY ${share} DESC NULLS LAST, at DESC))[1]`
const byteShare = '"usedBytes" / nullif("usedBytes" + "availableBytes", 0)::float8'
const inodeShare = '"usedInodes" / nullif("totalInodes", 0)::float8'

/** Brings `disk_hour` to the fullest moment of each hour, bytes and inodes each by themselves. Repeats change nothing. */
export async function rollUpDisks({ pool }: Db, { from, to, signal }: RollUpSpan): Promise<void> {
  for (let day = Math.floor(from.getTime() / dayMs) * dayMs; day <= to.getTime() && !signal?.aborted; day += dayMs) {
    await pool.query(
      `INSERT INTO disk_hour ("hostId", at, ${columns})
       SELECT "hostId", date_trunc('hour', at, 'UTC'), ${columns.map((column) => atFullest(column, column.includes('Inodes') ? inodeShare : byteShare))}
       FROM disk_sample WHERE at >= $1 AND at < $2 AND ${hasPartitionSql('disk_hour', '$1::timestamptz')} GROUP BY 1, 2
       ON CONFLICT ("hostId", at) DO UPDATE SET (${columns}) = ROW(${columns.map((column) => `EXCLUDED.${column}`)})
       WHERE (${columns.map((column) => `disk_hour.${column}`)}) IS DISTINCT FROM (${columns.map((column) => `EXCLUDED.${column}`)})`,
      [new Date(day), new Date(day + dayMs)],
    )
  }
}
