import { formatBytes } from '@stowage/domain/format'
import clsx from 'clsx'

/** Used space of a disk. Not known is a dashed frame, never an empty bar. */
export function DiskBar({
  bytes,
  usedBytes,
  faded = false,
}: {
  bytes: number | null
  usedBytes: number | null
  faded?: boolean
}) {
  if (bytes === null || usedBytes === null || bytes === 0) {
    return (
      <span className="block h-2 w-full rounded-sm border border-dashed border-border-strong">
        <span className="sr-only">Disk unknown</span>
      </span>
    )
  }
  const share = Math.min(100, (usedBytes / bytes) * 100)
  return (
    <svg
      className="block h-2 w-full overflow-hidden rounded-sm"
      role="img"
      aria-label={`${formatBytes(usedBytes)} of ${formatBytes(bytes)} used`}
    >
      <rect width="100%" height="8" className="fill-sunken stroke-border" />
      <rect
        width={`${share}%`}
        height="8"
        className={clsx(
          faded ? 'fill-chart-other' : share >= 90 ? 'fill-danger' : share >= 80 ? 'fill-chart-orphaned' : 'fill-chart-in-use',
        )}
      />
    </svg>
  )
}
