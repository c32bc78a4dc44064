import type pg from 'pg'
import { dayMs, type HistoryTable, historyTables, partitionName, periodStart, periodsLater } from './periods.ts'

/** Days that samples are kept as measured, and as hours and days. */
export type Retention = { rawDays: number; rolledDays: number }
export const defaultRetention: Retention = { rawDays: 14, rolledDays: 400 }

/** What runs SQL: a pool, or a connection outside a transaction. */
type Runner = Pick<pg.Pool, 'query'> | Pick<pg.ClientBase, 'query'>

export type KeptPartitions = {
  made: string[]
  dropped: string[]
  /** To be dropped, but in use for too long; the next call tries again. */
  left: string[]
}

/** One at a time in the whole database, however many replicas call. */
const locked = "PERFORM pg_advisory_xact_lock(hashtext('stowage partitions'));"
/** A drop waits for statements under way, and all later ones wait behind it: rather give up and try again. */
const dropWaitMs = 2000
const [behind, ahead] = [1, 4]
const lockNotAvailable = '55P03'

/**
 * Makes the partitions of the history tables from one period ago to four ahead and drops those that lie wholly before the retention.
 * Repeats change nothing; any number of replicas may call this at once, while samples are written.
 */
export async function keepPartitions(
  db: Runner,
  { now, retention = defaultRetention }: { now: Date; retention?: Retention },
): Promise<KeptPartitions> {
  const made: string[] = []
  for (const table of tables) {
    const { period } = historyTables[table]
    const current = periodStart(now, period)
    made.push(
      ...(await makePartitions(db, table, {
        from: periodsLater(current, period, -behind),
        to: periodsLater(current, period, ahead),
      })),
    )
  }
  const surelyMs = Math.min(now.getTime(), await databaseMs(db))
  const old = (await partitions(db)).filter(({ table, start }) => {
    const { period, keep } = historyTables[table]
    return periodsLater(start, period, 1).getTime() <= surelyMs - retention[keep] * dayMs
  })
  const dropped: string[] = []
  for (const { name } of old) if (await drop(db, name)) dropped.push(name)
  return { made, dropped, left: old.map(({ name }) => name).filter((name) => !dropped.includes(name)) }
}

/** What is dropped is gone: a replica whose clock runs ahead must not drop what the database's own clock still keeps. */
async function databaseMs(db: Runner): Promise<number> {
  const { rows } = await db.query<{ at: Date }>('SELECT now() AS at')
  return rows[0]?.at.getTime() ?? 0
}

/** Makes the partitions of one table for all times from `from` to `to`, both included, and returns the names of new ones. */
export async function makePartitions(db: Runner, table: HistoryTable, { from, to }: { from: Date; to: Date }): Promise<string[]> {
  const there = new Set((await partitions(db)).map(({ name }) => name))
  const { period } = historyTables[table]
  const made: string[] = []
  for (let start = periodStart(from, period); start <= to; start = periodsLater(start, period, 1)) {
    const name = partitionName(table, start)
    if (there.has(name)) continue
    const end = periodsLater(start, period, 1)
    // Attaching a table locks out no reader and no writer; CREATE TABLE … PARTITION OF would.
    await db.query(`DO $$ BEGIN ${locked}
      IF to_regclass('${name}') IS NULL THEN
        CREATE TABLE ${name} (LIKE ${table} INCLUDING ALL);
        ALTER TABLE ${table} ATTACH PARTITION ${name} FOR VALUES FROM ('${start.toISOString()}') TO ('${end.toISOString()}');
      END IF; END $$`)
    made.push(name)
  }
  return made
}

const tables = Object.keys(historyTables).filter((name): name is HistoryTable => Object.hasOwn(historyTables, name))

type Partition = { table: HistoryTable; name: string; start: Date }

/** The partitions that are ours by name. */
async function partitions(db: Runner): Promise<Partition[]> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT relname AS name FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
     WHERE inhparent = ANY(SELECT to_regclass(name) FROM unnest($1::text[]) AS name) ORDER BY relname`,
    [tables],
  )
  return rows.flatMap(({ name }) => {
    const [, table, year, month, day] = /^(.+)_(\d{4})(\d\d)(\d\d)$/.exec(name) ?? []
    const known = tables.find((each) => each === table)
    return known ? [{ table: known, name, start: new Date(`${year}-${month}-${day}T00:00:00Z`) }] : []
  })
}

async function drop(db: Runner, name: string): Promise<boolean> {
  try {
    await db.query(
      `DO $$ BEGIN ${locked} PERFORM set_config('lock_timeout', '${dropWaitMs}', true); DROP TABLE IF EXISTS ${name}; END $$`,
    )
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === lockNotAvailable) return false
    throw error
  }
}
