import type { ContainerRow } from '@stowage/domain/container'
import { Absent, AgoCell, HostCell, NameLink, StaleMark, TextCell } from '../table/cells.tsx'
import type { Column } from '../table/column.ts'
import { ContainerPill } from '../ui/container-pill.tsx'
import { measuredColumn, riskColumns } from './container-risk-columns.tsx'
import { anonymousVolumes, binds, mountsFull, namedVolumes, tmpfs } from './container-words.ts'

export const containerHref = ({ id }: Pick<ContainerRow, 'id'>) => `/container?id=${id}`

const countCell = (mounts: ContainerRow['mounts']) =>
  mounts.length === 0 ? <Absent text="None" /> : <span data-tip={mountsFull(mounts)}>{mounts.length}</span>

export const containerColumns: readonly Column<ContainerRow>[] = [
  {
    id: 'name',
    label: 'Name',
    width: 176,
    grow: true,
    sort: { key: 'name', first: 'asc' },
    initially: true,
    cell: (container) => <NameLink href={containerHref(container)} name={container.name} />,
    full: ({ name, containerId }) => `${name} · ${containerId.slice(0, 12)}`,
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
    id: 'image',
    label: 'Image',
    width: 148,
    sort: { key: 'image', first: 'asc' },
    initially: true,
    cell: ({ image }) => <TextCell text={image} />,
    full: ({ image, imageId }) => `${image} · ${imageId}`,
  },
  {
    id: 'state',
    label: 'Status',
    width: 124,
    sort: { key: 'state', first: 'asc' },
    initially: true,
    cell: (container) => (
      <span className="flex min-w-0 items-center gap-1.5">
        <ContainerPill container={container} />
        {container.hostState === 'degraded' ? <StaleMark /> : null}
      </span>
    ),
    full: ({ state, startedAt, finishedAt }, { moment }) =>
      [
        state,
        startedAt ? `started ${moment(startedAt)}` : '',
        finishedAt && state !== 'running' ? `ended ${moment(finishedAt)}` : '',
      ]
        .filter(Boolean)
        .join(', '),
  },
  ...riskColumns,
  {
    id: 'volumes',
    label: 'Volumes',
    width: 92,
    align: 'right',
    initially: false,
    cell: (container) => countCell(namedVolumes(container)),
    full: (container) => `Volumes with a name: ${mountsFull(namedVolumes(container))}`,
  },
  {
    id: 'anonymous',
    label: 'Anonymous',
    width: 108,
    align: 'right',
    initially: false,
    cell: (container) => countCell(anonymousVolumes(container)),
    full: (container) => `Anonymous volumes: ${mountsFull(anonymousVolumes(container))}`,
  },
  {
    id: 'project',
    label: 'Project',
    width: 124,
    sort: { key: 'project', first: 'asc' },
    initially: false,
    cell: ({ project }) => <TextCell text={project} />,
    full: ({ project, service }) =>
      project ? `Compose project ${project}${service ? `, service ${service}` : ''}` : 'No Compose project',
  },
  {
    id: 'service',
    label: 'Service',
    width: 124,
    sort: { key: 'service', first: 'asc' },
    initially: false,
    cell: ({ service }) => <TextCell text={service} />,
    full: ({ service }) => service ?? 'No Compose service',
  },
  {
    id: 'binds',
    label: 'Bind mounts',
    width: 104,
    align: 'right',
    initially: false,
    cell: (container) => countCell(binds(container)),
    full: (container) => `Bind mounts: ${mountsFull(binds(container))}`,
  },
  {
    id: 'tmpfs',
    label: 'tmpfs',
    width: 80,
    align: 'right',
    initially: false,
    cell: (container) => countCell(tmpfs(container)),
    full: (container) => `tmpfs: ${mountsFull(tmpfs(container))}`,
  },
  {
    id: 'restart',
    label: 'Restart policy',
    width: 130,
    initially: false,
    cell: ({ restartPolicy }) => <TextCell text={restartPolicy || 'no'} />,
    full: ({ restartPolicy }) => `Restart policy ${restartPolicy || 'no'}`,
  },
  {
    id: 'driver',
    label: 'Storage driver',
    width: 120,
    sort: { key: 'driver', first: 'asc' },
    initially: false,
    cell: ({ storageDriver }) => <TextCell text={storageDriver} />,
    full: ({ storageDriver }) => storageDriver,
  },
  {
    id: 'created',
    label: 'Created',
    width: 108,
    sort: { key: 'created', first: 'desc' },
    initially: false,
    cell: ({ createdAt }) => <AgoCell at={createdAt} none="Unknown" />,
    full: ({ createdAt }, { moment }) =>
      createdAt ? `Created ${moment(createdAt)}, by the host's clock` : 'Created at an unknown time',
  },
  measuredColumn,
]
