'use client'
import type { HistoryRange } from '@stowage/domain/history'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { Segments } from '../ui/segments.tsx'

const ranges = ['24h', '7d', '30d', '90d', '1y'] as const satisfies readonly HistoryRange[]
const labels: Readonly<Record<HistoryRange, string>> = { '24h': '24 h', '7d': '7 d', '30d': '30 d', '90d': '90 d', '1y': '1 y' }

/** The range of a chart, in the address. */
export const useRange = (initial: HistoryRange = '7d') =>
  useQueryState('range', parseAsStringLiteral(ranges).withDefault(initial))

export const RangeChoice = ({ value, onChange }: { value: HistoryRange; onChange: (range: HistoryRange) => void }) => (
  <Segments
    label="Range"
    value={value}
    options={ranges.map((range) => ({ value: range, label: labels[range] }))}
    onChange={onChange}
  />
)
