import type { Database } from '../client.ts'

/** Which of these volumes or containers have an open reading of their size. */
export async function measuring(db: Database, kind: 'volume.size' | 'layer.size', ids: readonly string[]): Promise<Set<string>> {
  const open = await db.prisma.reading.findMany({
    where: { subjectId: { in: [...ids] }, kind, state: { in: ['asked', 'reading'] } },
    select: { subjectId: true },
  })
  return new Set(open.map(({ subjectId }) => subjectId))
}
