import type { Database } from '@stowage/db/client'
import { askReadings } from '@stowage/db/readings/ask-readings'
import { addContainer, addVolume } from '@stowage/db/testing/fleet-rows'
import type { ReadingKind, ReadingNews, Tree } from '@stowage/domain/reading'
import type { TestAgent } from './test-agent.ts'

export const treeOf = (...paths: string[]): Tree => ({
  basis: 'allocated',
  bytes: 4096 * paths.length,
  files: paths.length,
  partial: false,
  total: paths.length,
  entries: paths.map((path) => ({ path, type: 'directory', change: null, bytes: 4096, files: 1, class: null })),
  reason: null,
})

export const newsOf = (id: string, over: Partial<ReadingNews> = {}): ReadingNews => ({
  ...{ id, state: 'done', bytes: 4096, files: 1, reason: null, tree: null },
  ...over,
})

/** For tests: readings of an agent's host, asked for by Ann. The database may be opened after this is called. */
export function testReadings(db: () => Database) {
  const volume = ({ hostId }: TestAgent, name = 'data') => addVolume(db(), hostId, { name })
  const container = ({ hostId }: TestAgent) => addContainer(db(), hostId)
  /** Id of the open reading. */
  async function ask(
    subjectId: string,
    kind: ReadingKind = 'volume.size',
    { at = new Date(), by = 'Ann' } = {},
  ): Promise<string> {
    const question = { kind, of: { ids: [subjectId] }, by: { id: by, name: by }, at }
    const [asked] = await db().prisma.$transaction((tx) => askReadings(tx, question))
    return asked?.id ?? 'none'
  }
  const readingOf = (id: string) => db().prisma.reading.findUnique({ where: { id } })
  return { volume, container, ask, readingOf }
}
