import type { LiveChange } from '@stowage/domain/list'
import type { ReadingKind } from '@stowage/domain/reading'

type Changed = { id: string; hostId: string; subjectId: string; kind: ReadingKind | string }

/** What browsers read again when readings began or ended: the readings, and the rows that show them as under way. */
export function readingChanges(readings: readonly Changed[]): LiveChange[] {
  return [...Map.groupBy(readings, ({ hostId }) => hostId)].flatMap(([hostId, own]) => {
    const of = (noun: 'volume' | 'layer') => own.filter(({ kind }) => kind.startsWith(noun)).map(({ subjectId }) => subjectId)
    const changes: LiveChange[] = [
      { topic: 'reading', ids: own.map(({ id }) => id), hostId },
      { topic: 'volume', ids: of('volume'), hostId },
      { topic: 'container', ids: of('layer'), hostId },
    ]
    return changes.filter(({ ids }) => ids.length > 0)
  })
}
