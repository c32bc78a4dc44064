import type { Moment } from './ast.ts'

const powers: Readonly<Record<string, number>> = {
  b: 1,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
  pib: 2 ** 50,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  pb: 1e15,
}

/** "10GiB", "1.5 TB" without the space, "0"; null when it is no size. Rounded to whole bytes. */
export function parseBytes(text: string): number | null {
  if (text === '0') return 0
  const [, figure, unit = ''] = /^(\d{1,15}(?:\.\d{1,6})?)([a-z]{1,3})$/i.exec(text) ?? []
  const power = powers[unit.toLowerCase()]
  return figure === undefined || power === undefined ? null : clamp(Math.round(Number(figure) * power))
}

/** "10000"; null when it is no whole number. */
export const parseCount = (text: string): number | null => (/^\d{1,15}$/.test(text) ? Number(text) : null)

const periods: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/** "30d", "6h" in milliseconds, or null. */
export function parseDuration(text: string): number | null {
  const [, figure, unit = ''] = /^(\d{1,6}(?:\.\d{1,3})?)([mhdw])$/.exec(text) ?? []
  const period = periods[unit]
  return figure === undefined || period === undefined ? null : Math.round(Number(figure) * period)
}

/** "2026-11-20" as that whole day, "2026-11-20T03:12Z" as that minute, in UTC: start and end (exclusive), or null. */
export function parseDate(text: string): { from: number; to: number } | null {
  const [, day, clock, seconds] = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(:\d\d)?Z)?$/.exec(text) ?? []
  if (day === undefined) return null
  const from = Date.parse(`${day}T${clock ?? '00:00'}${seconds ?? ':00'}Z`)
  if (Number.isNaN(from) || new Date(from).toISOString().slice(0, 10) !== day) return null
  return { from, to: from + (clock === undefined ? 86_400_000 : seconds === undefined ? 60_000 : 1000) }
}

export const momentMs = (moment: Moment, nowMs: number): number => (moment.type === 'at' ? moment.ms : nowMs - moment.ms)

const clamp = (value: number) => Math.min(value, Number.MAX_SAFE_INTEGER)
