'use client'
import type { ContainerRow } from '@stowage/domain/container'
import { formatBytes } from '@stowage/domain/format'
import { useQuery } from '@tanstack/react-query'
import clsx from 'clsx'
import type { ReactNode } from 'react'
import { formatSum } from '@/lib/format-sum.ts'
import { shortHex } from '@/lib/short-hex.ts'
import { trpc } from '@/lib/trpc.ts'
import { layerReasonText } from '../containers/container-words.ts'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { Link } from '../ui/link.tsx'
import { Panel } from '../ui/panel.tsx'
import { Loading } from '../ui/skeleton.tsx'
import { TableSkeleton } from '../ui/table-skeleton.tsx'
import { HostText, Mono } from '../ui/text.tsx'
import { barWidths, siblingsText } from './sibling-words.ts'

/** Containers of one image side by side: the same start, drawn once, and what each added to it. */
export function SiblingsPanel({ container }: { container: ContainerRow }) {
  const query = useQuery(trpc.containers.siblings.queryOptions({ id: container.id }))
  const { data } = query
  const rows = data?.containers ?? []
  const widths = barWidths(
    data?.imageBytes ?? null,
    rows.map(({ layerBytes }) => layerBytes),
  )
  return (
    <Panel title="Containers of this image" meta={<>on {container.host}</>} flush>
      <Loading loading={query.isPending} skeleton={<TableSkeleton rows={3} columns={3} />}>
        {() =>
          data ? (
            <>
              <p className="px-4 pt-3 pb-2 text-md text-text-2">{siblingsText(data)}</p>
              <ul>
                <Line
                  name={
                    <span className="flex min-w-0 flex-col">
                      <Mono className="truncate text-sm">{shortHex(data.image)}</Mono>
                      <span className="text-sm text-text-3">shared, read only</span>
                    </span>
                  }
                  width={data.imageBytes === null ? null : widths.image}
                  fill="fill-chart-images"
                  figure={data.imageBytes === null ? 'Unknown' : formatBytes(data.imageBytes)}
                  note="once"
                />
                {rows.map((row, at) => (
                  <Line
                    key={row.id}
                    current={row.id === container.id}
                    name={
                      row.id === container.id ? (
                        <span className="truncate font-medium">
                          <HostText>{row.name}</HostText>
                        </span>
                      ) : (
                        <Link href={`/container?id=${row.id}`} className="truncate">
                          <HostText>{row.name}</HostText>
                        </Link>
                      )
                    }
                    width={widths.layers[at] ?? null}
                    fill="fill-chart-layers"
                    figure={row.layerBytes === null ? 'Unknown' : formatSum(row.layerBytes, row.layerPartial ? 1 : 0)}
                    note={
                      row.layerBytes === null
                        ? layerReasonText(row)
                        : row.removedAt
                          ? 'removed'
                          : row.id === container.id
                            ? 'this one'
                            : row.state
                    }
                  />
                ))}
              </ul>
            </>
          ) : (
            <ErrorPanel
              what="Can't load the other containers of this image."
              error={query.error}
              onRetry={() => query.refetch()}
            />
          )
        }
      </Loading>
    </Panel>
  )
}

interface LineProps {
  name: ReactNode
  /** Of the bar in percent; null = unknown, drawn dashed. */
  width: number | null
  fill: string
  figure: string
  note: string
  current?: boolean
}

const Line = ({ name, width, fill, figure, note, current = false }: LineProps) => (
  <li
    aria-current={current || undefined}
    className={clsx(
      'grid grid-cols-[minmax(120px,280px)_1fr_80px_112px] items-center gap-x-3 border-t border-border px-4 py-1.5 text-base max-sm:grid-cols-[1fr_auto] max-sm:gap-y-1',
      current && 'bg-selected',
    )}
  >
    <span className="flex min-w-0">{name}</span>
    {width === null ? (
      <span className="block h-2.5 rounded-sm border border-dashed border-border-strong max-sm:order-last max-sm:col-span-2" />
    ) : (
      <svg aria-hidden="true" className="h-2.5 w-full rounded-sm bg-sunken max-sm:order-last max-sm:col-span-2">
        <rect width={`${width}%`} height="100%" rx="2" className={fill} />
      </svg>
    )}
    <span className="text-right font-medium">{figure}</span>
    <span className="truncate text-sm text-text-3 max-sm:hidden" data-tip={note}>
      {note}
    </span>
  </li>
)
