import type { HostRow } from '@stowage/domain/host'
import { TriangleAlert } from 'lucide-react'
import { DiskBar } from '../host/disk-bar.tsx'
import { clockText, isSilent } from '../host/host-words.ts'
import { Absent, AgoCell, NameLink, TextCell } from '../table/cells.tsx'
import type { Column } from '../table/column.ts'
import { HostPill } from '../ui/host-pill.tsx'
import { iconProps } from '../ui/icon.ts'
import { diskColumns } from './disk-columns.tsx'
import { diskFull, fullness, modeWords, usable } from './host-words.ts'

export const hostHref = ({ id }: Pick<HostRow, 'id'>) => `/host?id=${id}`

export const hostColumns: readonly Column<HostRow>[] = [
  {
    id: 'name',
    label: 'Name',
    width: 160,
    grow: true,
    sort: { key: 'name', first: 'asc' },
    initially: true,
    cell: (host) => (
      <>
        <NameLink href={hostHref(host)} name={host.name} />
        {host.conflict ? (
          <span
            className="ml-2 shrink-0 text-stale"
            data-tip={`${host.conflict} reports the same engine. Its figures count once.`}
          >
            <TriangleAlert {...iconProps} size={14} aria-hidden={false} aria-label="Same engine as another host" />
          </span>
        ) : null}
      </>
    ),
    full: ({ name, hostname }) => `${name}, hostname ${hostname}`,
  },
  {
    id: 'state',
    label: 'Link',
    width: 124,
    sort: { key: 'state', first: 'asc' },
    initially: true,
    cell: ({ state, stateReason }) => <HostPill state={state} reason={stateReason} />,
    full: ({ stateReason }) => stateReason,
  },
  {
    id: 'disk',
    label: 'Capacity',
    width: 200,
    sort: { key: 'disk', first: 'desc' },
    initially: true,
    cell: (host) => {
      const used = fullness(host)
      return (
        <span className="flex w-full items-center gap-2" data-tip={diskFull(host)}>
          <DiskBar bytes={usable(host)} usedBytes={host.diskUsedBytes} faded={isSilent(host.state)} />
          <span className="w-10 shrink-0 text-right">{used === null ? <Absent text="—" /> : `${Math.ceil(used * 100)} %`}</span>
        </span>
      )
    },
    full: diskFull,
  },
  ...diskColumns,
  {
    id: 'volumes',
    label: 'Volumes',
    width: 96,
    align: 'right',
    sort: { key: 'volumes', first: 'desc' },
    initially: false,
    cell: ({ volumes }) => volumes.toLocaleString('en'),
    full: ({ volumes }) => `${volumes} volumes`,
  },
  {
    id: 'containers',
    label: 'Containers',
    width: 112,
    align: 'right',
    sort: { key: 'containers', first: 'desc' },
    initially: false,
    cell: ({ containers }) => containers.toLocaleString('en'),
    full: ({ containers }) => `${containers} containers`,
  },
  {
    id: 'agent',
    label: 'Agent',
    width: 136,
    initially: true,
    cell: ({ mode, agentVersion }) => <TextCell text={`${modeWords[mode]} · ${agentVersion}`} />,
    full: ({ mode, agentVersion }) =>
      `${mode === 'manage' ? 'May change what its policy file allows' : 'Observes and changes nothing'}, agent ${agentVersion}`,
  },
  {
    id: 'engine',
    label: 'Engine',
    width: 128,
    initially: false,
    cell: ({ engineVersion }) => <TextCell text={engineVersion} />,
    full: ({ engineVersion, apiVersion }) => `Docker ${engineVersion ?? 'of unknown version'}, API ${apiVersion ?? 'unknown'}`,
  },
  {
    id: 'seen',
    label: 'Last report',
    width: 108,
    sort: { key: 'seen', first: 'desc' },
    initially: true,
    cell: ({ lastSeenAt }) => <AgoCell at={lastSeenAt} none="None" why="It has enrolled but has not reported yet." />,
    full: ({ lastSeenAt }, { moment }) => (lastSeenAt ? `Last report ${moment(lastSeenAt)}` : 'No report yet'),
  },
  {
    id: 'storage',
    label: 'Storage driver',
    width: 120,
    initially: false,
    cell: ({ storageDriver }) => <TextCell text={storageDriver} />,
    full: ({ storageDriver }) => storageDriver ?? 'Unknown',
  },
  {
    id: 'root',
    label: 'Data root',
    width: 200,
    initially: false,
    cell: ({ dataRoot }) => <TextCell text={dataRoot} mono />,
    full: ({ dataRoot }) => dataRoot ?? 'Unknown',
  },
  {
    id: 'os',
    label: 'System',
    width: 220,
    initially: false,
    cell: ({ os, arch }) => <TextCell text={[os, arch].filter(Boolean).join(' · ')} />,
    full: ({ os, arch }) => [os, arch].filter(Boolean).join(', ') || 'Unknown',
  },
  {
    id: 'clock',
    label: 'Clock',
    width: 220,
    initially: false,
    cell: ({ clockOffsetMs }) => <TextCell text={clockText(clockOffsetMs)} />,
    full: ({ clockOffsetMs }) => `Clock ${clockText(clockOffsetMs)}`,
  },
  {
    id: 'enrolled',
    label: 'Enrolled',
    width: 108,
    initially: false,
    cell: ({ enrolledAt }) => <AgoCell at={enrolledAt} />,
    full: ({ enrolledAt }, { moment }) => `Enrolled ${moment(enrolledAt)}`,
  },
]
