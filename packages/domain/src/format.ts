/** Figures and times in the words of every surface: web, command line, messages. Pure: `now` is passed in. */

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB']

/** Bytes in IEC units with three significant digits ("48.2 GiB", "0.977 GiB", "0 B"); never scientific; null is "unknown". */
export function formatBytes(bytes: number | null | undefined): string {
  if (bytes === null || bytes === undefined || !Number.isFinite(bytes)) return 'unknown'
  let value = Math.abs(bytes)
  let unit = 0
  while (unit < units.length - 1 && value >= (unit === 0 ? 1023.5 : 999.5)) {
    value /= 1024
    unit += 1
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : value >= 0.9995 ? 2 : 3
  return `${bytes < 0 && value > 0 ? '-' : ''}${value.toFixed(digits)} ${units[unit]}`
}

const steps: readonly [string, number][] = [
  ['y', 365 * 86_400_000],
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
]

/** Milliseconds in the largest unit that fits, rounded down: "3 d", "40 s", "0 s". */
export function formatDuration(ms: number): string {
  const length = Math.max(0, ms)
  const [unit, size] = steps.find(([, each]) => length >= each) ?? ['s', 1000]
  return `${Math.floor(length / size)} ${unit}`
}

/** A moment before now: "3 d ago", "just now"; "unknown" for null. A moment after now counts as now, since clocks differ. */
export function formatAge(at: Date | null | undefined, now: Date): string {
  if (at === null || at === undefined) return 'unknown'
  const ms = now.getTime() - at.getTime()
  return ms < 5000 ? 'just now' : `${formatDuration(ms)} ago`
}

/** A name of at most `max` characters, cut in the middle because both ends tell names apart: "shop_pgd…backup_7". */
export function cutMiddle(text: string, max: number): string {
  const characters = [...text]
  if (characters.length <= max) return text
  const head = Math.ceil((max - 1) / 2)
  const tail = max - 1 - head
  return `${characters.slice(0, head).join('')}…${tail > 0 ? characters.slice(-tail).join('') : ''}`
}
