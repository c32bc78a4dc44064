import type { ContainerRow } from '@stowage/domain/container'
import { Boxes } from 'lucide-react'
import { containerRows } from '@/lib/rows/row-stores.ts'
import type { ListDef } from '../table/list-def.ts'
import { NothingYet } from '../table/nothing-yet.tsx'
import { ContainerPill } from '../ui/container-pill.tsx'
import { Link } from '../ui/link.tsx'
import { HostText, MiddleCut } from '../ui/text.tsx'
import { containerColumns, containerHref } from './container-columns.tsx'
import { phoneRisk } from './container-words.ts'
import { MeasureLayers } from './measure-layers.tsx'

export const containerList: ListDef<ContainerRow> = {
  noun: 'containers',
  one: 'container',
  columns: containerColumns,
  // What would be lost first.
  initialSort: { key: 'lost', descending: true },
  store: containerRows,
  unknown: {
    key: 'lost',
    text: 'At risk unknown',
    why: 'Their layers were not read yet, or cannot be read there. The word Unknown in each row tells its reason.',
  },
  placeholder: 'Filter: web  host:db-*  lost:>100MiB  state:exited',
  error: "Can't load containers. Volumes and hosts still work.",
  href: containerHref,
  nameOf: ({ name }) => name,
  bytesOf: ({ layerBytes }) => layerBytes,
  selectionActions: (ids) => <MeasureLayers ids={ids} />,
  phone: (container) => (
    <span className="flex w-full min-w-0 flex-col gap-0.5">
      <span className="flex min-w-0 items-center justify-between gap-2">
        <Link href={containerHref(container)} tabIndex={-1} className="flex min-w-0 text-md font-medium text-text">
          <MiddleCut text={container.name} />
        </Link>
        <ContainerPill container={container} />
      </span>
      <span className="flex min-w-0 items-center justify-between gap-2 text-sm text-text-2">
        <span className="truncate">
          <HostText>{container.host}</HostText> · <HostText>{container.image}</HostText>
        </span>
        <span className="min-w-0 shrink-0 text-right">{phoneRisk(container)}</span>
      </span>
    </span>
  ),
  empty: (host) => (
    <NothingYet icon={Boxes} host={host} see={{ href: '/volumes', label: 'See volumes' }}>
      {(where) => `No containers on ${where}.`}
    </NothingYet>
  ),
}
