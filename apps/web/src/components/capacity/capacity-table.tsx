import { formatBytes } from '@stowage/domain/format'
import type { HostSpace, SpacePart } from '@stowage/domain/space'
import { formatSum } from '@/lib/format-sum.ts'
import { type Column, PlainTable } from '../ui/plain-table.tsx'
import { SegmentFill } from './segment-fill.tsx'
import { segmentsOf } from './segments-of.ts'
import { type SegmentKind, segmentLooks } from './space-words.ts'

interface Row {
  kind: SegmentKind
  bytes: number | null
  unknown: number
  reason: string | null
}

/** Every kind of space, also those with no figure, which the bar cannot draw. */
function rowsOf(space: HostSpace): Row[] {
  const drawn = segmentsOf(space).filter(({ kind }) => kind === 'unmeasured' || kind === 'other' || kind === 'free')
  const parts: SpacePart[] = space.parts.filter(({ kind }) => kind !== 'other')
  return [...parts, ...drawn.map((segment) => ({ ...segment, reason: null }))]
}

/** The bar as a table, with the reason for whatever is unknown. */
export function CapacityTable({ space }: { space: HostSpace }) {
  const all = (space.usedBytes ?? 0) + (space.availableBytes ?? 0)
  const columns: Column<Row>[] = [
    {
      label: 'Kind of space',
      phone: 'title',
      cell: ({ kind }) => (
        <span className="flex items-center gap-2">
          <span className="block size-3 shrink-0 overflow-hidden rounded-sm">
            <SegmentFill kind={kind} />
          </span>
          {segmentLooks[kind].word}
        </span>
      ),
    },
    {
      label: 'Bytes',
      figure: true,
      phone: 'end',
      cell: ({ bytes, unknown }) => (bytes === null ? 'Unknown' : formatSum(bytes, unknown)),
    },
    {
      label: 'Share',
      figure: true,
      phone: 'label',
      cell: ({ bytes }) => (bytes === null || all === 0 ? '—' : `${((bytes / all) * 100).toFixed(1)} %`),
    },
    {
      label: 'Not measured',
      long: true,
      className: 'text-text-2',
      phone: 'label',
      cell: ({ unknown, bytes, reason }) =>
        [unknown > 0 ? String(unknown) : bytes === null ? 'All of it' : 'None', reason].filter(Boolean).join(': '),
    },
  ]
  return (
    <>
      <PlainTable caption={`Space on ${space.host}`} columns={columns} rows={rowsOf(space)} rowKey={({ kind }) => kind} />
      {space.totalBytes !== null && space.totalBytes > all ? (
        <p className="border-t border-border px-4 py-2 text-sm text-text-3">
          {formatBytes(space.totalBytes - all)} of the file system is reserved for root and in neither column.
        </p>
      ) : null}
    </>
  )
}
