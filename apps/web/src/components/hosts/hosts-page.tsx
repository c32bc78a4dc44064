'use client'
import { useQuery } from '@tanstack/react-query'
import { Plus, Search, Server } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { parseAsBoolean, useQueryState } from 'nuqs'
import { useMemo, useRef, useState } from 'react'
import { formatCount } from '@/lib/format-sum.ts'
import { localRows } from '@/lib/rows/local-rows.ts'
import { useShortcut } from '@/lib/shortcuts.ts'
import { trpc } from '@/lib/trpc.ts'
import { useScope } from '@/lib/url/use-scope.ts'
import { useZone } from '@/lib/use-zone.ts'
import { useRightReason } from '../auth/use-right.ts'
import { Page } from '../shell/page.tsx'
import { ColumnPicker } from '../table/column-picker.tsx'
import { Coverage } from '../table/coverage.tsx'
import { Grid } from '../table/grid.tsx'
import { ListSkeleton } from '../table/list-skeleton.tsx'
import { toggleSort } from '../table/toggle-sort.ts'
import { useListAddress } from '../table/use-list-address.ts'
import { bothZonesText } from '../time/instant.ts'
import { Button } from '../ui/button.tsx'
import { copyText } from '../ui/copy-text.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { iconProps } from '../ui/icon.ts'
import { Input } from '../ui/input.tsx'
import { Loading } from '../ui/skeleton.tsx'
import { Strip } from '../ui/strip.tsx'
import { Mono } from '../ui/text.tsx'
import { toast } from '../ui/toast.tsx'
import { hostColumns, hostHref } from './host-columns.tsx'
import { HostPhoneRow } from './host-phone-row.tsx'
import { sortHosts } from './host-words.ts'

const AddHost = dynamic(() => import('../host/add-host.tsx').then((file) => file.AddHost), { ssr: false })

const initialSort = { key: 'full', descending: false }
const none: ReadonlySet<string> = new Set()

/** Which host fills first, and which do I not see? */
export function HostsPage() {
  const { scope, setScope } = useScope()
  const [adding, setAdding] = useQueryState('add', parseAsBoolean.withDefault(false))
  const mayAdd = useRightReason('administer')
  const address = useListAddress(hostColumns, initialSort)
  const query = useQuery(trpc.hosts.list.queryOptions({ scope }))
  const router = useRouter()
  const zone = useZone()
  const find = useRef<HTMLInputElement>(null)
  useShortcut('/', () => find.current?.focus())
  const [active, setActive] = useState({ id: '', column: 0 })

  const hosts = useMemo(() => query.data?.filter(({ revokedAt }) => revokedAt === null) ?? [], [query.data])
  const wanted = address.q.toLowerCase()
  const matching = useMemo(
    () => hosts.filter(({ name, hostname }) => `${name} ${hostname}`.toLowerCase().includes(wanted)),
    [hosts, wanted],
  )
  const sorted = useMemo(() => sortHosts(matching, address.sort), [matching, address.sort])
  const ids = useMemo(() => sorted.hosts.map(({ id }) => id), [sorted])
  const store = useMemo(
    () => localRows(sorted.hosts.map((host) => ({ ...host, hostId: host.id, hostState: host.state, removedAt: host.revokedAt }))),
    [sorted],
  )

  const activeRow = ids.indexOf(active.id)
  const cell = activeRow < 0 ? null : { row: activeRow, column: Math.min(active.column, address.columns.length - 1) }
  const row = store.get(active.id)
  const full = cell && row ? address.columns[cell.column]?.full(row, { moment: (at) => bothZonesText(at, zone) }) : null
  const silent = hosts.filter(({ state }) => state === 'unreachable' || state === 'offline')
  const add = (
    <Button variant="primary" icon={Plus} reason={mayAdd} onClick={() => setAdding(true)}>
      Add host
    </Button>
  )

  return (
    <Page
      fill
      title="Hosts"
      actions={hosts.length > 0 ? add : null}
      lead={<Coverage scope={scope} noun="hosts" q="" onHide={() => {}} />}
    >
      <div className="flex items-start gap-2">
        <div className="relative grow">
          <Search {...iconProps} className="pointer-events-none absolute top-2 left-2.5 text-text-3 touch:top-3.5" />
          <Input
            ref={find}
            className="pl-8.5 text-base"
            placeholder="Find a host"
            aria-label="Find a host"
            value={address.q}
            onChange={(event) => address.setFilter(event.target.value)}
          />
        </div>
        <ColumnPicker columns={hostColumns} shown={address.columns} onChange={address.setColumns} />
      </div>
      {address.ignored.length > 0 ? <Strip tone="stale">{address.ignored.join(' ')}</Strip> : null}
      <div className="mb-4 flex min-h-0 grow flex-col rounded-md border border-border bg-surface max-sm:-mx-4 max-sm:mb-0 max-sm:rounded-none max-sm:border-x-0 max-sm:border-b-0">
        {query.isError && !query.data ? (
          <ErrorPanel
            what="Can't load hosts. No host action is possible until this returns."
            error={query.error}
            onRetry={() => query.refetch()}
          />
        ) : (
          <Loading loading={!query.data} skeleton={<ListSkeleton columns={address.columns} />}>
            {() =>
              hosts.length === 0 ? (
                scope ? (
                  <EmptyState icon={Server} actions={<Button onClick={() => setScope(null)}>Show all hosts</Button>}>
                    No host named <Mono>{scope.slice(5)}</Mono> in your view.
                  </EmptyState>
                ) : (
                  <EmptyState icon={Server} actions={add}>
                    No hosts yet. Run one command on a machine with Docker; it starts watching and changes nothing.
                  </EmptyState>
                )
              ) : ids.length === 0 ? (
                <EmptyState actions={<Button onClick={() => address.setFilter('')}>Clear</Button>}>
                  No host matches <Mono>{address.q}</Mono>.
                </EmptyState>
              ) : (
                <Grid
                  label="Hosts"
                  columns={address.columns}
                  store={store}
                  ids={ids}
                  total={ids.length}
                  unknown={
                    sorted.unknown > 0
                      ? {
                          from: ids.length - sorted.unknown,
                          heading: `${address.sort.key === 'full' ? 'No date to be full' : 'Unknown'} · ${formatCount(sorted.unknown, 'host')}`,
                        }
                      : null
                  }
                  sort={address.sort}
                  active={cell}
                  selected={none}
                  initialTop={0}
                  phone={(host) => <HostPhoneRow host={host} />}
                  onSort={(column) => address.setSort(toggleSort(column, address.sort))}
                  onActive={({ row, column }) => setActive({ id: ids[row] ?? '', column })}
                  onSelect={() => {}}
                  onOpen={(host) => router.push(hostHref(host))}
                  onCopy={async ([host]) => {
                    if (host && (await copyText(host.name))) toast('Name copied')
                  }}
                  onScrollTop={() => {}}
                />
              )
            }
          </Loading>
        )}
        <div className="mt-auto flex min-h-9 shrink-0 flex-wrap items-center gap-x-3 rounded-b-md border-t border-border px-3 py-1 text-sm text-text-2">
          {query.data ? (
            <span className="font-medium text-text">
              {formatCount(ids.length, 'host')} · {hosts.length - silent.length} reporting
            </span>
          ) : null}
          {full ? <output className="ml-auto min-w-0 text-right text-text-3 [overflow-wrap:anywhere]">{full}</output> : null}
        </div>
      </div>
      {adding ? <AddHost open onOpenChange={(open) => setAdding(open || null)} /> : null}
    </Page>
  )
}
