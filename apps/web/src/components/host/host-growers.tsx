'use client'
import type { Grower, HistoryRange } from '@stowage/domain/history'
import { useQuery } from '@tanstack/react-query'
import { signedBytes } from '@/components/chart/growth-words.ts'
import { rangeWords } from '@/components/chart/history-words.ts'
import { Moment } from '@/components/time/moment.tsx'
import { ErrorPanel } from '@/components/ui/error-panel.tsx'
import { Link } from '@/components/ui/link.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { type Column, PlainTable } from '@/components/ui/plain-table.tsx'
import { Loading } from '@/components/ui/skeleton.tsx'
import { TableSkeleton } from '@/components/ui/table-skeleton.tsx'
import { HostText, MiddleCut } from '@/components/ui/text.tsx'
import { shortName } from '@/lib/short-name.ts'
import { trpc } from '@/lib/trpc.ts'
import { growthText } from './growth-words.ts'

const kindWords: Readonly<Record<Grower['kind'], string>> = { volume: 'Volume', layer: 'Writable layer', log: 'Log' }

type Row = Pick<Grower, 'id' | 'name' | 'deltaBytes' | 'share'> & { kind: Grower['kind'] | 'rest' }

const columns: Column<Row>[] = [
  {
    label: 'What grew',
    className: 'sm:w-[50%]',
    phone: 'title',
    cell: ({ kind, id, name }) =>
      kind === 'rest' ? (
        <span className="text-text-2">{name}</span>
      ) : (
        <Link href={`/${kind === 'volume' ? 'volume' : 'container'}?id=${id}`} className="flex min-w-0">
          <MiddleCut text={shortName(name)} />
        </Link>
      ),
  },
  { label: 'Kind', className: 'text-text-2', cell: ({ kind }) => (kind === 'rest' ? '—' : kindWords[kind]) },
  { label: 'Change', figure: true, phone: 'end', cell: ({ deltaBytes }) => signedBytes(deltaBytes) },
  {
    label: 'Share',
    figure: true,
    phone: 'label',
    className: 'text-text-2',
    cell: ({ share }) => (share === null ? '—' : `${Math.round(share * 100)} %`),
  },
]

/** Who grew the disk in a range, and what of its growth nobody can be named for. */
export function HostGrowers({ host, range }: { host: { id: string; name: string }; range: HistoryRange }) {
  const query = useQuery(trpc.hosts.growth.queryOptions({ id: host.id, range }))
  const growth = query.data
  const rest = growth?.notAttributedBytes ?? null
  const rows: Row[] = [
    ...(growth?.growers ?? []),
    ...(rest === null
      ? []
      : [
          {
            kind: 'rest' as const,
            id: 'rest',
            name: 'Not attributed',
            deltaBytes: rest,
            share: shareOf(rest, growth?.hostDeltaBytes),
          },
        ]),
  ]
  return (
    <Panel title="Who grew it" meta={`last ${rangeWords[range]}`} flush>
      <Loading loading={query.isPending} skeleton={<TableSkeleton rows={5} columns={4} />}>
        {() =>
          !growth ? (
            <ErrorPanel
              what="Can't load who grew the disk. The chart is current."
              error={query.error}
              onRetry={() => query.refetch()}
            />
          ) : (
            <>
              <p className="px-4 py-3 text-md">
                <HostText>{growthText(growth, host.name)}</HostText>
                {growth.from && growth.to ? (
                  <span className="text-text-3">
                    {' '}
                    Between <Moment at={growth.from} /> and <Moment at={growth.to} />.
                  </span>
                ) : null}
              </p>
              {growth.growers.length > 0 ? (
                <div className="border-t border-border">
                  <PlainTable
                    caption={`What grew on ${host.name}`}
                    columns={columns}
                    rows={rows}
                    rowKey={({ kind, id }) => `${kind} ${id}`}
                  />
                </div>
              ) : null}
            </>
          )
        }
      </Loading>
    </Panel>
  )
}

const shareOf = (bytes: number, of: number | null | undefined): number | null => (of && of > 0 && bytes >= 0 ? bytes / of : null)
