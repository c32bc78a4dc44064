import { formatBytes } from '@stowage/domain/format'
import type { HostRow } from '@stowage/domain/host'
import clsx from 'clsx'
import { isUrgent, worstForecast } from '../capacity/forecast-of.ts'
import { Absent } from '../table/cells.tsx'
import type { Column } from '../table/column.ts'
import { diskFull, freeBytes, inodesUsed } from './host-words.ts'

/** What is left on a host's disk, and how long that lasts. */
export const diskColumns: readonly Column<HostRow>[] = [
  {
    id: 'free',
    label: 'Free',
    width: 88,
    align: 'right',
    sort: { key: 'free', first: 'asc' },
    initially: true,
    cell: (host) => {
      const free = freeBytes(host)
      return free === null ? <Absent text="Unknown" why="The agent has not read the disk." /> : formatBytes(free)
    },
    full: diskFull,
  },
  {
    id: 'full',
    label: 'Full in',
    width: 200,
    sort: { key: 'full', first: 'asc' },
    initially: true,
    cell: ({ forecasts }) => {
      const worst = worstForecast(forecasts)
      if (!worst) return <Absent text="Unknown" why="The disk was not measured yet." />
      const soon = isUrgent(worst)
      const dated = worst.runaway !== null || worst.forecast.kind === 'date'
      return (
        <span
          className={clsx('truncate', soon ? 'font-medium text-unreachable' : dated ? undefined : 'text-text-3')}
          data-tip={fullInFull(forecasts)}
        >
          {fullInText(worst.text)}
          {worst.dimension === 'inodes' && dated ? ' · inodes' : ''}
        </span>
      )
    },
    full: ({ forecasts }) => fullInFull(forecasts),
  },
  {
    id: 'inodes',
    label: 'Inodes',
    width: 80,
    align: 'right',
    sort: { key: 'inodes', first: 'desc' },
    initially: true,
    cell: (host) => {
      const used = inodesUsed(host)
      return used === null ? <Absent text="—" why={noInodes(host)} /> : `${Math.ceil(used * 100)} %`
    },
    full: (host) => {
      const used = inodesUsed(host)
      return used === null
        ? noInodes(host)
        : `${host.usedInodes?.toLocaleString('en')} of ${host.totalInodes?.toLocaleString('en')} inodes used (${Math.ceil(used * 100)} %)`
    },
  },
]

/** In a column called "Full in" some words say nothing. */
export const fullInText = (text: string): string => text.replace(/^full in (about )?/, '').replace(/, too early for a date$/, '')

/** Both forecasts of a host in words. */
export const fullInFull = (forecasts: HostRow['forecasts']): string =>
  forecasts.length === 0
    ? 'No forecast: the disk was not measured yet'
    : forecasts.map(({ dimension, text }) => `${dimension === 'bytes' ? 'Space' : 'Inodes'}: ${text}`).join(' · ')

const noInodes = ({ diskBytes }: HostRow): string =>
  diskBytes === null ? 'The agent has not read the disk.' : 'This file system has no fixed number of inodes.'
