import { formatBytes } from '@stowage/domain/format'
import type { HostSpace } from '@stowage/domain/space'
import { Link } from '../ui/link.tsx'
import { type Column, PlainTable } from '../ui/plain-table.tsx'
import { HostText } from '../ui/text.tsx'
import { capacityDoubts, partsText } from './capacity-text.ts'
import { fullness, fullText } from './segments-of.ts'

const bytes = (value: number | null) => (value === null ? 'Unknown' : formatBytes(value))

const columns: Column<HostSpace>[] = [
  {
    label: 'Host',
    phone: 'title',
    className: '[td&]:align-top',
    cell: ({ host, hostId }) => (
      <Link href={`/host?id=${hostId}`}>
        <HostText>{host}</HostText>
      </Link>
    ),
  },
  { label: 'Full', figure: true, phone: 'end', className: '[td&]:align-top', cell: (space) => fullText(fullness(space)) },
  { label: 'Used', figure: true, phone: 'label', className: '[td&]:align-top', cell: ({ usedBytes }) => bytes(usedBytes) },
  {
    label: 'Free',
    figure: true,
    phone: 'label',
    className: '[td&]:align-top',
    cell: ({ availableBytes }) => bytes(availableBytes),
  },
  {
    label: 'By kind of space',
    long: true,
    className: 'text-text-2',
    cell: (space) => [partsText(space), ...capacityDoubts(space)].filter(Boolean).join('. '),
  },
]

/** The bars as a table, with what they cannot tell and why. */
export const CapacityTable = ({ capacity }: { capacity: readonly HostSpace[] }) => (
  <PlainTable caption="Space on hosts by kind" columns={columns} rows={capacity} rowKey={({ hostId }) => hostId} />
)
