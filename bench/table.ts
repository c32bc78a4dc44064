import { type Figure, isMet, ratioOf } from './figure.ts'

const number = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value >= 0.1 ? value.toFixed(2) : value.toFixed(3)

function cells(figure: Figure): string[] {
  const { what, unit, ours, peer, target } = figure
  const ratio = ratioOf(figure)
  const met = isMet(figure)
  return [
    what,
    `${number(ours)} ${unit}`,
    peer ? `${number(peer.value)} ${unit}` : '',
    ratio === null ? '' : `${number(ratio)} ×`,
    target ? `${'least' in target ? `≥ ${target.least}` : `≤ ${target.most}`} ${target.of === 'value' ? unit : '×'}` : '',
    met === null ? '' : met ? 'yes' : 'NO',
    peer?.what ?? '',
  ]
}

/** The figures as a table for a terminal. */
export function table(figures: readonly Figure[]): string {
  const rows = [
    ['what', 'ours', 'peer', 'ratio', 'target', 'met', 'the peer'],
    ...figures.filter(({ isDetail }) => !isDetail).map(cells),
  ]
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? []
  const line = (row: string[]) =>
    row
      .map((cell, column) => (column >= 1 && column <= 4 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd()
  return rows.map(line).join('\n')
}
