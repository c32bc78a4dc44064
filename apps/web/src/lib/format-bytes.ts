const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB']
const digits = [0, 1, 2].map(
  (fraction) => new Intl.NumberFormat('en', { minimumFractionDigits: fraction, maximumFractionDigits: fraction }),
)

/** `0 B`, `812 B`, `48.2 GiB`: three figures at most, binary units. Unknown sizes are words, never numbers: see `Bytes`. */
export function formatBytes(bytes: number): string {
  let value = Math.abs(bytes)
  let unit = 0
  // 1023.95 would print as 1,024.0 KiB: step up first.
  while (value >= 999.5 && unit < units.length - 1 && (unit > 0 || value >= 1024)) {
    value /= 1024
    unit++
  }
  const fraction = unit === 0 || value >= 99.95 ? 0 : 1
  return `${bytes < 0 ? '−' : ''}${digits[fraction]?.format(value) ?? value} ${units[unit]}`
}

/** A sum that leaves unmeasured parts out starts with ≥. */
export const formatSum = (bytes: number, unknownParts: number): string => `${unknownParts > 0 ? '≥ ' : ''}${formatBytes(bytes)}`
