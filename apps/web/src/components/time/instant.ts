import { formatDuration } from '@stowage/domain/format'

/** Words for moments. Every text carries a zone or a unit; nothing here reads a clock. */

const formats = new Map<string, Intl.DateTimeFormat>()

function parts(at: Date, zone: string, kind: string, options: Intl.DateTimeFormatOptions): string {
  const key = `${zone} ${kind}`
  const format = formats.get(key) ?? new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options })
  formats.set(key, format)
  return format.format(at)
}

const minute: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
const clockIn = (at: Date, zone: string) => parts(at, zone, 'clock', { ...minute, second: '2-digit' })
/** "20 Nov 2026"; Chromium and Node differ on Sep and Sept. */
export const dayText = (at: Date, zone: string): string =>
  parts(at, zone, 'day', { day: 'numeric', month: 'short', year: 'numeric' }).replace('Sept', 'Sep')

/** Short name of a zone at a moment: CET, UTC, GMT+5:30. */
export function zoneWord(at: Date, zone: string): string {
  const words = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'short' }).formatToParts(at)
  return words.find((word) => word.type === 'timeZoneName')?.value ?? zone
}

/** "04:12:07 CET". */
export const clockText = (at: Date, zone: string): string => `${clockIn(at, zone)} ${zoneWord(at, zone)}`

/** "20 Nov 2026 04:12:07 CET". */
export const instantText = (at: Date, zone: string): string => `${dayText(at, zone)} ${clockText(at, zone)}`

/** "04:12 CET" on the same day as `now`, else with the date. */
export function shortInstantText(at: Date, now: Date, zone: string): string {
  const time = `${parts(at, zone, 'minute', minute)} ${zoneWord(at, zone)}`
  return dayText(at, zone) === dayText(now, zone) ? time : `${dayText(at, zone)} ${time}`
}

/** "20 Nov 2026 04:12:07 CET · 03:12:07 UTC"; the date is repeated where it differs; once when the zone is UTC. */
export function bothZonesText(at: Date, zone: string): string {
  const local = instantText(at, zone)
  if (zoneWord(at, zone) === 'UTC') return local
  const sameDay = dayText(at, zone) === dayText(at, 'UTC')
  return `${local} · ${sameDay ? clockText(at, 'UTC') : instantText(at, 'UTC')}`
}

/** "3 d ago", "in 4 min"; "now" within the same second, or ahead by no more than clocks and their ticks differ. */
export function agoText(at: Date, now: Date): string {
  const ms = now.getTime() - at.getTime()
  if (ms < 1000 && ms > -30_000) return 'now'
  return ms > 0 ? `${formatDuration(ms)} ago` : `in ${formatDuration(-ms)}`
}
