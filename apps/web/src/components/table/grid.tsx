'use client'
import type { HostState } from '@stowage/domain/host'
import type { Sort } from '@stowage/domain/sort'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useMemo, useRef } from 'react'
import type { Rows } from '@/lib/rows/rows.ts'
import { useShortcut } from '@/lib/shortcuts.ts'
import type { Column } from './column.ts'
import { GridHeader } from './grid-header.tsx'
import { type Cell, moveCell } from './grid-keys.ts'
import { cellId, GridRow } from './grid-row.tsx'
import { gridTemplate } from './grid-template.ts'
import { rowWindow } from './row-window.ts'
import { useMedia } from './use-media.ts'
import { useRows } from './use-rows.ts'

/** What the grid itself reads of a row. */
export interface GridRowData {
  id: string
  hostId: string
  removedAt: Date | null
  hostState: HostState
}

export interface GridProps<Row extends GridRowData> {
  label: string
  columns: readonly Column<Row>[]
  store: Rows<Row>
  ids: readonly string[]
  total: number
  /** Rows at the end whose value for the order is unknown, under a heading of their own. */
  unknown: { from: number; heading: ReactNode } | null
  sort: Sort
  active: Cell | null
  selected: ReadonlySet<string>
  initialTop: number
  phone: (row: Row) => ReactNode
  onSort: (column: Column<Row>) => void
  onActive: (cell: Cell) => void
  onSelect: (ids: readonly string[], mode: 'toggle' | 'add') => void
  onOpen: (row: Row) => void
  onCopy: (rows: Row[]) => void
  onScrollTop: (top: number) => void
}

const headerHeight = 32
const headingHeight = 34

/** A list of any length with at most 60 rows in the page. Rows stay where they are while their data changes. */
export function Grid<Row extends GridRowData>(props: GridProps<Row>) {
  const { columns, store, ids, unknown, active, selected } = props
  const scroller = useRef<HTMLDivElement>(null)
  const isPhone = useMedia('(width < 40rem)')
  const coarse = useMedia('(pointer: coarse)')
  const rowHeight = isPhone ? 60 : coarse ? 44 : 34
  const lines = ids.length + (unknown ? 1 : 0)
  const lineOf = (row: number) => (unknown && row >= unknown.from ? row + 1 : row)

  const virtual = useVirtualizer({
    count: lines,
    getScrollElement: () => scroller.current,
    estimateSize: (line) => (unknown && line === unknown.from ? headingHeight : rowHeight),
    overscan: 10,
    scrollMargin: isPhone ? 0 : headerHeight,
    scrollPaddingStart: isPhone ? 0 : headerHeight,
    initialOffset: props.initialTop,
    rangeExtractor: (range) => rowWindow(range, active ? lineOf(active.row) : null),
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: sizes are estimates by kind of screen
  useEffect(() => virtual.measure(), [rowHeight, unknown?.from])

  const items = virtual.getVirtualItems()
  const range = virtual.range
  useRows(store, ids, range?.startIndex ?? 0, range?.endIndex ?? 30)

  const focusCell = (cell: Cell) => {
    props.onActive(cell)
    virtual.scrollToIndex(lineOf(cell.row), { align: 'auto' })
  }
  const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 600) / rowHeight) - 2)
  const step = (down: boolean) => {
    scroller.current?.focus()
    const size = { rows: ids.length, columns: columns.length, page }
    const key = { key: down ? 'j' : 'k', ctrlKey: false, metaKey: false }
    focusCell(active ? (moveCell(active, key, size) ?? active) : { row: 0, column: 0 })
  }
  useShortcut('j', () => step(true))
  useShortcut('k', () => step(false))

  const onKeyDown = (event: KeyboardEvent) => {
    if (ids.length === 0) return
    const from = active ?? { row: 0, column: 0 }
    const next = moveCell(from, event, { rows: ids.length, columns: isPhone ? 1 : columns.length, page })
    const id = ids[from.row]
    if (next) {
      const target = active ? next : from
      focusCell(target)
      const targetId = ids[target.row]
      if (event.shiftKey && target.row !== from.row && id && targetId) props.onSelect([id, targetId], 'add')
    } else if (!act(event, from, id)) return
    event.preventDefault()
    event.stopPropagation()
  }
  const act = ({ key, ctrlKey, metaKey }: KeyboardEvent, { column }: Cell, id: string | undefined): boolean => {
    if (ctrlKey || metaKey || !id) return false
    const row = store.get(id)
    const head = columns[column]
    if (key === ' ' || key === 'x') props.onSelect([id], 'toggle')
    else if ((key === 'Enter' || key === 'o') && row) props.onOpen(row)
    else if (key === 's' && head?.sort) props.onSort(head)
    else if (key === 'c') {
      const copied = selected.size > 0 ? [...selected] : [id]
      props.onCopy(copied.flatMap((one) => store.get(one) ?? []))
    } else return false
    return true
  }
  const onClick = ({ target, ctrlKey, metaKey, shiftKey }: MouseEvent) => {
    if (!(target instanceof Element)) return
    const row = target.closest('[data-row]')?.getAttribute('data-row')
    const column = target.closest('[data-column]')?.getAttribute('data-column')
    const id = ids[Number(row ?? -1)]
    if (!row || id === undefined) return
    if (ctrlKey || metaKey) props.onSelect([id], 'toggle')
    if (shiftKey && active) {
      const [first = 0, last = 0] = [active.row, Number(row)].sort((a, b) => a - b)
      props.onSelect(ids.slice(first, last + 1), 'add')
    }
    props.onActive({ row: Number(row), column: Number(column ?? 0) })
  }

  const template = useMemo(() => gridTemplate(columns), [columns])
  const activeId = active ? ids[active.row] : undefined

  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual grid is not a table
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label={props.label}
      aria-rowcount={props.total + 1}
      aria-colcount={columns.length}
      aria-multiselectable
      aria-activedescendant={active && activeId ? cellId(activeId, isPhone ? 0 : active.column) : undefined}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onScroll={(event) => props.onScrollTop(event.currentTarget.scrollTop)}
      style={template}
      className="group/grid min-h-0 flex-[1_1_auto] overflow-auto rounded-t-md [overflow-anchor:none] [scroll-padding-top:32px] focus-visible:-outline-offset-2 max-sm:focus-visible:outline-none scroll-thin"
    >
      {isPhone ? null : (
        // biome-ignore lint/a11y/useSemanticElements: as above
        <div role="rowgroup" className="sticky top-0 z-10 min-w-(--grid-width)">
          <GridHeader columns={columns} sort={props.sort} onSort={props.onSort} />
        </div>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <div role="rowgroup" className="relative min-w-(--grid-width) max-sm:min-w-0" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index: line, start, size }) => {
          const top = start - (isPhone ? 0 : headerHeight)
          if (unknown && line === unknown.from) {
            return (
              <div
                key="unknown"
                role="presentation"
                style={{ transform: `translateY(${top}px)`, height: size }}
                className="absolute inset-x-0 top-0 flex items-center border-b border-border bg-sunken px-3 text-sm font-medium text-text-2"
              >
                {unknown.heading}
              </div>
            )
          }
          const index = unknown && line > unknown.from ? line - 1 : line
          const id = ids[index]
          if (id === undefined) return null
          const row = store.get(id)
          return (
            <GridRow
              key={id}
              id={id}
              row={row}
              columns={columns}
              index={index}
              active={active?.row === index ? active.column : null}
              selected={selected.has(id)}
              gone={row !== undefined && (row.removedAt !== null || store.isGone(id))}
              faded={row !== undefined && (row.hostState === 'unreachable' || row.hostState === 'offline')}
              top={top}
              height={size}
              phone={isPhone ? props.phone : null}
            />
          )
        })}
      </div>
    </div>
  )
}
