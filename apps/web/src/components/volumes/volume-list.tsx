import type { VolumeRow } from '@stowage/domain/volume'
import { Database } from 'lucide-react'
import { volumeRows } from '@/lib/rows/row-stores.ts'
import { shortName } from '@/lib/short-name.ts'
import { rateText } from '../chart/growth-words.ts'
import { MeasureNow } from '../size/measure-now.tsx'
import { sizeWords } from '../size/size-words.ts'
import type { ListDef } from '../table/list-def.ts'
import { NothingYet } from '../table/nothing-yet.tsx'
import { Link } from '../ui/link.tsx'
import { HostText, MiddleCut } from '../ui/text.tsx'
import { VolumePill } from '../ui/volume-pill.tsx'
import { volumeColumns } from './volume-columns.tsx'
import { volumeHref } from './volume-name-cell.tsx'
import { kindWords, usedByWords } from './volume-words.ts'

export const volumeList: ListDef<VolumeRow> = {
  noun: 'volumes',
  one: 'volume',
  columns: volumeColumns,
  initialSort: { key: 'name', descending: false },
  store: volumeRows,
  unknown: {
    key: 'size',
    text: 'Size unknown',
    why: 'Not measured yet, or the driver reports none. The word Unknown in each row tells its reason.',
  },
  placeholder: 'Filter: pgdata  host:web-*  size:>10GiB  state:orphan',
  error: "Can't load volumes. Hosts and containers still work.",
  href: volumeHref,
  nameOf: ({ name }) => name,
  bytesOf: ({ sizeBytes }) => sizeBytes,
  selectionActions: (ids) => <MeasureNow of={{ ids }} size="sm" />,
  phone: (volume) => (
    <span className="flex w-full min-w-0 flex-col gap-0.5">
      <span className="flex min-w-0 items-center justify-between gap-2">
        <Link href={volumeHref(volume)} tabIndex={-1} className="flex min-w-0 text-md font-medium text-text">
          <MiddleCut text={shortName(volume.name)} />
        </Link>
        <VolumePill pill={volume.pill} reason={volume.stateReason} />
      </span>
      <span className="flex min-w-0 items-center justify-between gap-2 text-sm text-text-2">
        <span className="truncate">
          <HostText>{volume.host}</HostText> · {kindWords[volume.kind]} · <HostText>{usedByWords(volume).text}</HostText>
        </span>
        <span className="shrink-0">
          {volume.measuring ? 'Measuring…' : sizeWords(volume).text}
          {volume.growthBytesPerDay !== null && Math.round(volume.growthBytesPerDay) !== 0
            ? ` · ${rateText(volume.growthBytesPerDay)}`
            : ''}
        </span>
      </span>
    </span>
  ),
  empty: (host) => (
    <NothingYet icon={Database} host={host} see={{ href: '/containers', label: 'See containers' }}>
      {(where) => `No volumes on ${where}. Containers there keep data in writable layers or bind mounts.`}
    </NothingYet>
  ),
}
