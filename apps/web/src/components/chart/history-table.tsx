'use client'
import { formatBytes } from '@stowage/domain/format'
import type { HistoryPoint } from '@stowage/domain/history'
import { Moment } from '../time/moment.tsx'
import { type Column, PlainTable } from '../ui/plain-table.tsx'
import { signedBytes } from './growth-words.ts'

interface Row extends HistoryPoint {
  /** Against the figure before it; null where one of the two is unknown. */
  change: number | null
}

const columns: Column<Row>[] = [
  { label: 'Measured at', phone: 'title', cell: ({ at }) => <Moment at={at} /> },
  { label: 'Size', figure: true, phone: 'end', cell: ({ bytes }) => (bytes === null ? 'Unknown' : formatBytes(bytes)) },
  {
    label: 'Change',
    figure: true,
    phone: 'label',
    className: 'text-text-2',
    cell: ({ change }) => (change === null ? '—' : signedBytes(change)),
  },
]

/** Every figure of a chart, newest first. */
export function HistoryTable({ title, points }: { title: string; points: readonly HistoryPoint[] }) {
  const rows = points
    .map(({ at, bytes }, index): Row => {
      const before = points[index - 1]?.bytes ?? null
      return { at, bytes, change: bytes === null || before === null ? null : bytes - before }
    })
    .reverse()
  return <PlainTable caption={title} columns={columns} rows={rows} rowKey={({ at }) => at.toISOString()} />
}
