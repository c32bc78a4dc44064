import { ActivityRow } from '@stowage/domain/activity'
import type { Pattern } from '@stowage/domain/filter/ast'
import type { Database } from '../client.ts'
import { Prisma } from '../generated/client.ts'
import { type FieldSql, type FilterTarget, filterSql, idsSql, wordSql } from './filter-sql.ts'
import { readFilter } from './list-answer.ts'
import { type Viewer, viewerNow } from './viewer.ts'

const { sql } = Prisma

export type ActivityQuery = { q?: string; before?: number; limit?: number }

/**
 * Newest first. A viewer of some hosts sees what happened on those hosts, and nothing that names none. `before`: `seq` of the last row of the
 * page before; 1 to 200 rows. Throws bad_request for a filter that cannot be read.
 */
export async function activityRows(
  db: Database,
  who: Viewer,
  { q = '', before, limit = 50 }: ActivityQuery = {},
): Promise<{ rows: ActivityRow[]; more: boolean }> {
  const fields: Record<string, FieldSql> = {
    action: { type: 'text', value: sql`a.action`, nullIs: 'absent' },
    actor: { type: 'text', value: sql`a.actor`, nullIs: 'absent' },
    subject: { type: 'text', value: sql`a.subject`, nullIs: 'absent' },
    result: { type: 'text', value: sql`a.result`, nullIs: 'absent' },
    host: { type: 'text', value: sql`a.host`, nullIs: 'absent' },
    at: { type: 'time', value: sql`a.at` },
  }
  const target: FilterTarget = {
    now: viewerNow(who),
    field: (name) => fields[name] ?? { type: 'flag', value: sql`false` },
    word: (pattern: Pattern) =>
      sql`(${wordSql(pattern, sql`a.subject`)} OR ${wordSql(pattern, sql`a.text`)} OR coalesce(${wordSql(pattern, sql`a.host`)}, false))`,
  }
  const filter = filterSql(readFilter('activity', q), target)
  const seen = who.hostIds === null ? sql`true` : sql`a."hostId" = ANY(${idsSql(who.hostIds)})`
  const older = before === undefined ? sql`true` : sql`a.seq < ${before}::bigint`
  const count = Math.min(Math.max(1, Math.trunc(limit)), 200)
  const rows = await db.prisma.$queryRaw<(Omit<ActivityRow, 'seq'> & { seq: bigint })[]>(sql`
    SELECT a.seq, a.at, a."actorType", a.actor, a.via, a.action, a."subjectKind", a."subjectId", a.subject, a."hostId"::text, a.host, a.result,
      a.attribution, a.text, a.details
    FROM activity a WHERE ${seen} AND ${older} AND ${filter} ORDER BY a.seq DESC LIMIT ${count + 1}`)
  return {
    rows: rows.slice(0, count).map((row) => ActivityRow.parse({ ...row, seq: Number(row.seq) })),
    more: rows.length > count,
  }
}
