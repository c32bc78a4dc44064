/** First characters at which a spreadsheet takes a cell for a formula, with their full-width forms. */
const formula = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u

/** One CSV cell (RFC 4180). Text that a spreadsheet would run gets a leading apostrophe (WB5); numbers stay as they are, null is empty. */
export function csvCell(value: string | number | bigint | boolean | Date | null | undefined): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString()
  if (typeof value !== 'string') return String(value)
  const safe = formula.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
