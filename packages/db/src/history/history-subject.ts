import type { Database } from '../client.ts'
import type { Viewer } from '../lists/viewer.ts'

/** What has a history of sizes. `table` and `kind` are ours, never a caller's text. */
export const subjects = {
  volume: { table: 'volume', kind: 'volume' },
  container: { table: 'container', kind: 'layer' },
} as const
export type SubjectName = keyof typeof subjects

export type Subject = { id: string; hostId: string; growthBytesPerDay: number | null }

/** Those of these rows that the viewer sees, present or removed. */
export async function visibleSubjects(db: Database, who: Viewer, name: SubjectName, ids: readonly string[]): Promise<Subject[]> {
  const { rows } = await db.pool.query<Subject>(
    `SELECT id, "hostId", "growthBytesPerDay" FROM ${subjects[name].table}
     WHERE id = ANY($1::uuid[]) AND ($2::uuid[] IS NULL OR "hostId" = ANY($2::uuid[]))`,
    [ids, who.hostIds],
  )
  return rows
}
