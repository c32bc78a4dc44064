import type { VolumeRow } from '@stowage/domain/volume'
import { Hourglass } from 'lucide-react'
import { Absent, AgoCell, HostCell, StaleMark, TextCell } from '../table/cells.tsx'
import type { Column } from '../table/column.ts'
import { iconProps } from '../ui/icon.ts'
import { HostText } from '../ui/text.tsx'
import { VolumePill } from '../ui/volume-pill.tsx'
import { LastMountCell } from './last-mount-cell.tsx'
import { VolumeNameCell } from './volume-name-cell.tsx'
import { measureColumns, sizeColumns } from './volume-size-columns.tsx'
import { kindWords, noMountWords, pairs, usedByFull, usedByWords, volumeOrigin } from './volume-words.ts'

export const volumeColumns: readonly Column<VolumeRow>[] = [
  {
    id: 'name',
    label: 'Name',
    width: 240,
    grow: true,
    sort: { key: 'name', first: 'asc' },
    initially: true,
    cell: (volume) => <VolumeNameCell volume={volume} />,
    full: (volume) => [volume.name, volumeOrigin(volume)].filter(Boolean).join(' · '),
  },
  {
    id: 'host',
    label: 'Host',
    width: 112,
    sort: { key: 'host', first: 'asc' },
    initially: true,
    cell: ({ host, hostState }) => <HostCell host={host} state={hostState} />,
    full: ({ host, hostState }) => `${host}, ${hostState}`,
  },
  {
    id: 'kind',
    label: 'Kind',
    width: 100,
    sort: { key: 'kind', first: 'asc' },
    initially: true,
    cell: ({ kind }) => kindWords[kind],
    full: ({ kind, driver }) => `${kindWords[kind]} volume, driver ${driver}`,
  },
  {
    id: 'state',
    label: 'State',
    width: 136,
    sort: { key: 'state', first: 'asc' },
    initially: true,
    cell: ({ pill, stateReason, hostState, openJobId }) => (
      <span className="flex min-w-0 items-center gap-1.5">
        <VolumePill pill={pill} reason={stateReason} />
        {hostState === 'degraded' ? <StaleMark /> : null}
        {openJobId ? (
          <span data-tip="A job is at work on this volume.">
            <Hourglass {...iconProps} size={14} className="text-text-3" aria-hidden={false} aria-label="Job at work" />
          </span>
        ) : null}
      </span>
    ),
    full: ({ stateReason }) => stateReason,
  },
  ...sizeColumns,
  {
    id: 'used-by',
    label: 'Used by',
    width: 132,
    initially: true,
    cell: (volume) => {
      const { text } = usedByWords(volume)
      return volume.usedBy.length === 0 ? (
        <Absent text={text} why={volume.stateReason} />
      ) : (
        <span className="truncate" data-tip={usedByFull(volume)}>
          <HostText>{text}</HostText>
        </span>
      )
    },
    full: (volume) => usedByFull(volume) || `${usedByWords(volume).text}. ${volume.stateReason}`,
  },
  {
    id: 'mounted',
    label: 'Last mount',
    width: 108,
    sort: { key: 'mounted', first: 'desc' },
    initially: true,
    cell: (volume) => <LastMountCell volume={volume} />,
    full: (volume, { moment }) =>
      volume.lastMountedAt
        ? `Last mounted ${moment(volume.lastMountedAt)}${volume.lastMountedBy ? ` by ${volume.lastMountedBy}` : ''}`
        : noMountWords(volume, moment).why,
  },
  {
    id: 'project',
    label: 'Project',
    width: 124,
    sort: { key: 'project', first: 'asc' },
    initially: false,
    cell: ({ project }) => <TextCell text={project} />,
    full: ({ project }) => (project ? `Compose project ${project}` : 'No Compose project'),
  },
  {
    id: 'driver',
    label: 'Driver',
    width: 120,
    sort: { key: 'driver', first: 'asc' },
    initially: false,
    cell: ({ driver }) => <TextCell text={driver} />,
    full: ({ driver, scope }) => `Driver ${driver}, scope ${scope}`,
  },
  {
    id: 'options',
    label: 'Options',
    width: 220,
    initially: false,
    cell: ({ options }) => <TextCell text={pairs(options) || 'None'} />,
    full: ({ options }) => pairs(options) || 'No options',
  },
  {
    id: 'labels',
    label: 'Labels',
    width: 220,
    initially: false,
    cell: ({ labels }) => <TextCell text={pairs(labels) || 'None'} />,
    full: ({ labels }) => pairs(labels) || 'No labels',
  },
  {
    id: 'created',
    label: 'Created',
    width: 108,
    sort: { key: 'created', first: 'desc' },
    initially: false,
    cell: ({ createdAt }) => <AgoCell at={createdAt} none="Unknown" why="This engine does not tell when it was created." />,
    full: ({ createdAt }, { moment }) =>
      createdAt ? `Created ${moment(createdAt)}, by the host's clock` : 'Created at an unknown time',
  },
  {
    id: 'seen',
    label: 'First seen',
    width: 108,
    sort: { key: 'seen', first: 'desc' },
    initially: false,
    cell: ({ firstSeenAt }) => <AgoCell at={firstSeenAt} />,
    full: ({ firstSeenAt }, { moment }) => `First seen by Stowage ${moment(firstSeenAt)}`,
  },
  ...measureColumns,
  {
    id: 'mountpoint',
    label: 'Mountpoint',
    width: 280,
    initially: false,
    cell: ({ mountpoint }) => <TextCell text={mountpoint || null} mono />,
    full: ({ mountpoint }) => mountpoint,
  },
]
