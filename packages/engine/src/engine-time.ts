/** The engine's time as ISO 8601 in UTC with milliseconds, or null for Go's zero time and for what is no time. */
export function engineTime(text: string | null | undefined): string | null {
  if (!text || text.startsWith('0001-')) return null
  const time = new Date(text)
  return Number.isNaN(time.getTime()) ? null : time.toISOString()
}
