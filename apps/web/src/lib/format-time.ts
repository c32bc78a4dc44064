export type Zone = 'local' | 'utc'

const part = (zone: Zone, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { ...(zone === 'utc' ? { timeZone: 'UTC' } : {}), hourCycle: 'h23', ...options })

const full: Intl.DateTimeFormatOptions = {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZoneName: 'short',
}
const cache = new Map<string, Intl.DateTimeFormat>()
function formatter(zone: Zone, kind: string, options: Intl.DateTimeFormatOptions) {
  const key = `${zone} ${kind}`
  const known = cache.get(key) ?? part(zone, options)
  cache.set(key, known)
  return known
}
const clean = (text: string) => text.replace(',', '').replace('Sept', 'Sep')

/** `20 Nov 2026 04:12:07 CET` */
export const formatMoment = (at: Date, zone: Zone = 'local'): string => clean(formatter(zone, 'full', full).format(at))

/** `20 Nov 2026 04:12 CET` */
export const formatMinute = (at: Date, zone: Zone = 'local'): string =>
  clean(formatter(zone, 'minute', { ...full, second: undefined }).format(at))

/** `04:12:07 CET`, for moments of today. */
export const formatClock = (at: Date, zone: Zone = 'local'): string =>
  formatter(zone, 'clock', { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short' }).format(at)

/** `20 Nov 2026 04:12:07 CET · 03:12:07 UTC`: what every relative time tells on focus and hover. */
export function formatBothZones(at: Date): string {
  const local = formatMoment(at)
  if (local.endsWith(' UTC')) return local
  const utcDay = clean(formatter('utc', 'day', { day: 'numeric', month: 'short', year: 'numeric' }).format(at))
  const utc = formatClock(at, 'utc')
  return local.startsWith(utcDay) ? `${local} · ${utc}` : `${local} · ${utcDay} ${utc}`
}

/** `CET`, `UTC`, `GMT+5:30`: short name of the zone times are shown in. */
export function zoneName(zone: Zone, at: Date = new Date()): string {
  const found = formatter(zone, 'zone', { timeZoneName: 'short' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')
  return found?.value ?? 'UTC'
}

const steps = [
  [60, 's'],
  [60, 'min'],
  [24, 'h'],
  [365, 'd'],
] as const

/** `12 s`, `3 min`, `5 h`, `41 d`, `2 y`: the largest whole unit. */
export function formatAge(milliseconds: number): string {
  let value = Math.max(0, Math.floor(milliseconds / 1000))
  for (const [size, unit] of steps) {
    if (value < size) return `${value} ${unit}`
    value = Math.floor(value / size)
  }
  return `${value} y`
}

/** `now`, `12 s ago`, `3 d ago`. */
export function formatAgo(at: Date, now: number): string {
  const age = now - at.getTime()
  return age < 5000 ? 'now' : `${formatAge(age)} ago`
}
