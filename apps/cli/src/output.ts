import { cutMiddle } from '@stowage/domain/format'
import { visibleText } from '@stowage/domain/visible-text'

export type Column<Row> = { title: string; value: (row: Row) => string; right?: boolean }

export type Output = {
  json: boolean
  /** One array or object on stdout. */
  data: (value: unknown) => void
  table: <Row>(rows: readonly Row[], columns: readonly Column<Row>[], empty: string) => void
  line: (text: string) => void
  /** Log line on stderr. */
  note: (text: string) => void
}

const isoSeconds = (date: Date) => `${date.toISOString().slice(0, 19)}Z`
export const time = (date: Date | null): string => (date ? isoSeconds(date) : '—')

/** Wide enough for a 64-hex name; `--json` has every value whole. */
const cellMax = 72

function alignedTable<Row>(rows: readonly Row[], columns: readonly Column<Row>[], bold: (text: string) => string): string[] {
  const cells = rows.map((row) => columns.map((column) => cutMiddle(visibleText(column.value(row)), cellMax)))
  const widths = columns.map((column, at) => Math.max(column.title.length, ...cells.map((line) => (line[at] ?? '').length)))
  const render = (line: readonly string[]) =>
    line
      .map((cell, at) => (columns[at]?.right ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
      .join('  ')
      .trimEnd()
  return [bold(render(columns.map((column) => column.title))), ...cells.map(render)]
}

export function makeOutput(json: boolean, colours: boolean): Output {
  const out = (text: string) => process.stdout.write(`${text}\n`)
  const bold = (text: string) => (colours ? `\u001b[1m${text}\u001b[0m` : text)
  return {
    json,
    data: (value) => out(JSON.stringify(value, null, 2)),
    table: (rows, columns, empty) => {
      if (rows.length === 0) out(empty)
      else for (const line of alignedTable(rows, columns, bold)) out(line)
    },
    line: (text) => out(visibleText(text)),
    note: (text) => process.stderr.write(`${text}\n`),
  }
}
