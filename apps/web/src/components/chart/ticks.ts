import { formatBytes } from '@stowage/domain/format'

/** Steps of a byte axis: powers of two, so that labels are whole KiB, MiB, GiB. */
export const byteSteps: readonly number[] = Array.from({ length: 60 }, (_, power) => 2 ** power)

/** Steps of a count axis. */
export const countSteps: readonly number[] = Array.from({ length: 12 }, (_, power) =>
  [1, 2, 5].map((step) => step * 10 ** power),
).flat()

/** "48 GiB", "1.5 TiB", "0": bytes on an axis, without the zeros that say nothing. */
export const byteTick = (bytes: number): string =>
  bytes === 0
    ? '0'
    : formatBytes(bytes)
        .replace(/(\.\d*?)0+ /, '$1 ')
        .replace('. ', ' ')

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })

/** "1.2M". */
export const countTick = (count: number): string => compact.format(count)

const hourMs = 3_600_000

/** A time on an axis `spanMs` long: the hour within two days, else the day; the month on a year. */
export function timeTick(at: Date, spanMs: number, zone: string): string {
  const parts: Intl.DateTimeFormatOptions =
    spanMs <= 49 * hourMs
      ? { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
      : spanMs <= 200 * 24 * hourMs
        ? { day: 'numeric', month: 'short' }
        : { month: 'short', year: 'numeric' }
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...parts }).format(at).replace('Sept', 'Sep')
}
