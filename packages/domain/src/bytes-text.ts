const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB']

/** Bytes in IEC units with three significant digits ("48.2 GiB", "0.977 GiB", "0 B"); never in scientific notation. */
export function bytesText(bytes: number | null): string {
  if (bytes === null || !Number.isFinite(bytes)) return 'unknown'
  let value = Math.abs(bytes)
  let unit = 0
  while (unit < units.length - 1 && value >= (unit === 0 ? 1023.5 : 999.5)) {
    value /= 1024
    unit += 1
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : value >= 0.9995 ? 2 : 3
  return `${bytes < 0 && value > 0 ? '-' : ''}${value.toFixed(digits)} ${units[unit]}`
}
