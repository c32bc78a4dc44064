'use client'
import type { Sort } from '@stowage/domain/sort'
import { parseAsString, useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import { type Column, sortText } from './column.ts'
import { columnsText, readColumns, readSort } from './list-address.ts'

const parsers = { q: parseAsString, sort: parseAsString, cols: parseAsString }

/** Filter, order and columns of a list, kept in the address; what the address has wrong comes back in words. */
export function useListAddress<Row>(columns: readonly Column<Row>[], initialSort: Sort) {
  const [{ q, sort: sortInUrl, cols }, set] = useQueryStates(parsers, { history: 'replace' })
  // Stable results: rows draw again only when one of these changes.
  const sort = useMemo(() => readSort(sortInUrl, columns, initialSort), [sortInUrl, columns, initialSort])
  const shown = useMemo(() => {
    const { value, ignored } = readColumns(cols, columns)
    return { value: value.flatMap((id) => columns.find((column) => column.id === id) ?? []), ignored }
  }, [cols, columns])
  return {
    q: q ?? '',
    sort: sort.value,
    /** In the order shown. */
    columns: shown.value,
    ignored: [sort.ignored, shown.ignored].filter((text) => text !== null),
    setFilter: (text: string) => set({ q: text || null }),
    setSort: (next: Sort) => set({ sort: sortText(next) === sortText(initialSort) ? null : sortText(next) }),
    setColumns: (ids: readonly string[]) => set({ cols: columnsText(ids, columns) }),
    forgetIgnored: () => set({ ...(sort.ignored ? { sort: null } : {}), ...(shown.ignored ? { cols: null } : {}) }),
  }
}
