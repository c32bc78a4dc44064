'use client'
import type { ListAnswer } from '@stowage/domain/list'
import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { formatCount } from '@/lib/format-sum.ts'
import { refused } from '@/lib/refused.ts'
import { listingOf } from '@/lib/rows/listing.ts'
import { useZone } from '@/lib/use-zone.ts'
import { Page } from '../shell/page.tsx'
import { bothZonesText } from '../time/instant.ts'
import { copyText } from '../ui/copy-text.ts'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { Loading } from '../ui/skeleton.tsx'
import { Strip } from '../ui/strip.tsx'
import { toast } from '../ui/toast.tsx'
import { ApplyBar } from './apply-bar.tsx'
import { sortText } from './column.ts'
import { ColumnPicker } from './column-picker.tsx'
import { Coverage } from './coverage.tsx'
import { FilterChips } from './filter-chips.tsx'
import { FilterField } from './filter-field.tsx'
import { Grid, type GridRowData } from './grid.tsx'
import { ListCopyAs } from './list-copy-as.tsx'
import type { ListDef } from './list-def.ts'
import { ListFooter } from './list-footer.tsx'
import { keepPlace, recallPlace } from './list-memory.ts'
import { ListSkeleton } from './list-skeleton.tsx'
import { NoMatch } from './no-match.tsx'
import { toggleSort } from './toggle-sort.ts'
import { unknownRows } from './unknown-rows.ts'
import { useAttended } from './use-attended.ts'
import { useChips } from './use-chips.ts'
import type { useListAddress } from './use-list-address.ts'
import { useSelection } from './use-selection.ts'
import { useStableOrder } from './use-stable-order.ts'
import { withUnknown } from './with-unknown.ts'

/** As many as one request takes. */
const actedMax = 200

interface Props<Row extends GridRowData> {
  def: ListDef<Row>
  title: string
  /** Buttons of the page. */
  actions?: ReactNode
  address: ReturnType<typeof useListAddress<Row>>
  scope: string | null
  scopeHost: string | null
  query: { data: ListAnswer | undefined; isPlaceholderData: boolean; isError: boolean; error: unknown; refetch: () => unknown }
}

/** Filter, order, rows and totals of one noun, with every state a list can be in. */
export function List<Row extends GridRowData>({ def, title, actions, address, scope, scopeHost, query }: Props<Row>) {
  const { q, sort, columns, ignored } = address
  const key = JSON.stringify([def.noun, q, sortText(sort), scope])
  const place = recallPlace(key)
  const router = useRouter()
  const zone = useZone()
  const chips = useChips(def.noun, q)
  const selection = useSelection()
  const { attended, watch, onScrollTop } = useAttended(selection.ids.size)
  const latest = useMemo(() => query.data && listingOf(query.data), [query.data])
  const { shown, change, apply } = useStableOrder(key, query.isPlaceholderData ? undefined : latest, attended)
  const ids = shown?.answer.ids ?? []
  // While the skeleton still stands: the grid asks when it is there.
  const firstIds = shown?.answer.ids
  useEffect(() => {
    if (firstIds && place.top === 0) def.store.ensure(firstIds.slice(0, 100))
  }, [def, firstIds, place.top])

  const [active, setActive] = useState({ id: place.activeId, column: place.column })
  const activeRow = active.id === null ? -1 : ids.indexOf(active.id)
  const cell = activeRow < 0 ? null : { row: activeRow, column: Math.min(active.column, columns.length - 1) }
  useEffect(() => {
    keepPlace(key, { activeId: active.id, column: active.column })
  }, [key, active])

  const row = active.id === null ? undefined : def.store.get(active.id)
  const column = cell ? columns[cell.column] : undefined
  const full = row && column && cell ? column.full(row, { moment: (at) => bothZonesText(at, zone) }) : null
  const acted = selection.ids.size > 0 ? [...selection.ids] : cell && active.id !== null ? [active.id] : []
  const actedIds = acted.flatMap((key) => def.store.get(key)?.id ?? [])
  // What acts on the selection needs its rows, also those that were selected as a range and never seen.
  useEffect(() => {
    def.store.ensure([...selection.ids].slice(0, actedMax))
  }, [def, selection.ids])

  const unknown = shown ? unknownRows(def, sort, shown.answer) : null

  return (
    <Page
      fill
      title={title}
      meta={<FilterChips chips={chips} onFilter={address.setFilter} />}
      actions={
        <>
          <ApplyBar change={change} onApply={apply} />
          <ListCopyAs noun={def.noun} q={q} sort={sortText(sort)} host={scopeHost} />
          {actions}
        </>
      }
      lead={<Coverage scope={scope} noun={def.noun} q={q} onHide={(name) => address.setFilter(`${q} -host:${name}`.trim())} />}
    >
      <div className="flex items-start gap-2">
        <FilterField noun={def.noun} value={q} placeholder={def.placeholder} onChange={address.setFilter} />
        <ColumnPicker columns={def.columns} shown={columns} onChange={address.setColumns} />
      </div>
      {ignored.length > 0 ? (
        <Strip
          tone="stale"
          actions={
            <button type="button" onClick={address.forgetIgnored} className="rounded-sm text-link hover:underline">
              Remove it
            </button>
          }
        >
          {ignored.join(' ')}
        </Strip>
      ) : null}
      {query.isError && shown ? <Strip tone="stale">{def.error} The rows below are from before.</Strip> : null}
      <div
        {...watch}
        className="mb-4 flex min-h-0 grow flex-col rounded-md border border-border bg-surface max-sm:-mx-4 max-sm:mb-0 max-sm:rounded-none max-sm:border-x-0 max-sm:border-b-0"
      >
        {query.isError && !shown && q !== '' && refused(query.error) ? (
          <ErrorPanel
            what="This filter can't be read, so nothing is listed."
            error={query.error}
            retry="Clear filter"
            onRetry={() => address.setFilter('')}
          />
        ) : query.isError && !shown ? (
          <ErrorPanel what={def.error} error={query.error} onRetry={() => query.refetch()} />
        ) : (
          <Loading loading={!shown} skeleton={<ListSkeleton columns={columns} />}>
            {() =>
              ids.length > 0 || change.added > 0 ? (
                <Grid
                  // Of the rows, not of the question: a click on a head is answered before they are here.
                  key={shown?.key ?? key}
                  label={def.noun}
                  columns={columns}
                  store={def.store}
                  ids={ids}
                  total={shown?.answer.total ?? 0}
                  unknown={
                    unknown && {
                      from: unknown.from,
                      heading: <span data-tip={unknown.why}>{`${unknown.text} · ${formatCount(unknown.count, def.one)}`}</span>,
                    }
                  }
                  sort={sort}
                  active={cell}
                  selected={selection.ids}
                  initialTop={place.top}
                  phone={def.phone}
                  onSort={(column) => address.setSort(toggleSort(column, sort))}
                  onActive={({ row, column }) => setActive({ id: ids[row] ?? null, column })}
                  onSelect={selection.change}
                  onOpen={(row) => router.push(def.href(row))}
                  onCopy={async (rows) => {
                    const names = rows.map(def.nameOf)
                    if (await copyText(names.join('\n')))
                      toast(names.length === 1 ? 'Name copied' : `${names.length} names copied`)
                  }}
                  onScrollTop={(top) => {
                    keepPlace(key, { top })
                    onScrollTop(top)
                  }}
                />
              ) : q ? (
                <NoMatch one={def.one} q={q} chips={chips} onFilter={address.setFilter} />
              ) : (
                def.empty(scopeHost)
              )
            }
          </Loading>
        )}
        <ListFooter
          one={def.one}
          answer={shown?.answer ?? null}
          selected={selection.sum(def, ids)}
          full={full}
          actions={actedIds.length > 0 ? def.selectionActions?.(actedIds) : null}
          onClear={selection.clear}
          onShowLeftOut={withUnknown(chips) === null ? null : () => address.setFilter(withUnknown(chips) ?? q)}
        />
      </div>
    </Page>
  )
}
