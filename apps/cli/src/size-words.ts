import { formatBytes } from '@stowage/domain/format'

/** "≥" before what is only a part; "unknown" is never 0. */
export const size = (bytes: number | null, partial = false): string =>
  bytes === null ? 'unknown' : `${partial ? '≥ ' : ''}${formatBytes(bytes)}`

/** "+1.20 GiB/d" */
export const growth = (bytesPerDay: number | null): string =>
  bytesPerDay === null ? 'unknown' : `${bytesPerDay > 0 ? '+' : ''}${formatBytes(Math.round(bytesPerDay))}/d`

export const count = (value: number | null): string => (value === null ? 'unknown' : String(value))
