export interface Cell {
  row: number
  column: number
}

export interface GridSize {
  rows: number
  columns: number
  /** Rows that fit on screen, for the page keys. */
  page: number
}

interface Key {
  key: string
  ctrlKey: boolean
  metaKey: boolean
}

/** Where a key moves the active cell; null for keys that do not move it. */
export function moveCell({ row, column }: Cell, { key, ctrlKey, metaKey }: Key, { rows, columns, page }: GridSize): Cell | null {
  const far = ctrlKey || metaKey
  const at = (nextRow: number, nextColumn: number): Cell => ({
    row: clamp(nextRow, rows),
    column: clamp(nextColumn, columns),
  })
  if (far && key !== 'Home' && key !== 'End') return null
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return at(row + 1, column)
    case 'ArrowUp':
    case 'k':
      return at(row - 1, column)
    case 'ArrowRight':
      return at(row, column + 1)
    case 'ArrowLeft':
      return at(row, column - 1)
    case 'PageDown':
      return at(row + page, column)
    case 'PageUp':
      return at(row - page, column)
    case 'Home':
      return far ? at(0, column) : at(row, 0)
    case 'End':
      return far ? at(rows - 1, column) : at(row, columns - 1)
    default:
      return null
  }
}

const clamp = (value: number, count: number) => Math.max(0, Math.min(value, count - 1))
