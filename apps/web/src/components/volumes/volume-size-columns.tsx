import type { VolumeRow } from '@stowage/domain/volume'
import { GrowthCell, noGrowthWhy } from '../chart/growth-cell.tsx'
import { rateText } from '../chart/growth-words.ts'
import { filesText } from '../size/size-words.ts'
import { VolumeSizeCell } from '../size/volume-size-cell.tsx'
import { Absent, AgoCell } from '../table/cells.tsx'
import type { Column } from '../table/column.ts'
import { volumeSparklines } from './volume-sparklines.ts'
import { sizeFull, writtenWhy } from './volume-words.ts'

/** What a volume holds and how fast that changes. */
export const sizeColumns: readonly Column<VolumeRow>[] = [
  {
    id: 'size',
    label: 'Size',
    width: 164,
    align: 'right',
    sort: { key: 'size', first: 'desc' },
    initially: true,
    cell: (volume) => <VolumeSizeCell volume={volume} />,
    full: (volume, { moment }) => sizeFull(volume, moment),
  },
  {
    id: 'growth',
    label: 'Growth 7 d',
    hint: 'Bytes a day over the last 7 days. Each line has a scale of its own.',
    width: 186,
    align: 'right',
    sort: { key: 'growth', first: 'desc' },
    initially: true,
    cell: ({ id, sizeMeasuredAt, growthBytesPerDay }) => (
      <GrowthCell store={volumeSparklines} id={id} measuredAt={sizeMeasuredAt} bytesPerDay={growthBytesPerDay} />
    ),
    full: ({ growthBytesPerDay, sizeMeasuredAt }) =>
      growthBytesPerDay === null
        ? `Growth unknown: ${noGrowthWhy(sizeMeasuredAt)}`
        : `${rateText(growthBytesPerDay)} over the last 7 days; each line has its own scale`,
  },
]

/** What else a measurement found. */
export const measureColumns: readonly Column<VolumeRow>[] = [
  {
    id: 'written',
    label: 'Last write',
    width: 108,
    sort: { key: 'written', first: 'desc' },
    initially: false,
    cell: (volume) => <AgoCell at={volume.newestWriteAt} none={volume.files === 0 ? '—' : 'Unknown'} why={writtenWhy(volume)} />,
    full: (volume, { moment }) =>
      volume.newestWriteAt
        ? `Newest write ${moment(volume.newestWriteAt)}, as of the last measurement`
        : `Last write: ${writtenWhy(volume)}`,
  },
  {
    id: 'files',
    label: 'Files',
    width: 96,
    align: 'right',
    sort: { key: 'files', first: 'desc' },
    initially: false,
    cell: ({ files, sizePartial }) =>
      files === null ? (
        <Absent text="Unknown" why="Its files were not counted." />
      ) : (
        `${sizePartial ? '≥ ' : ''}${files.toLocaleString('en')}`
      ),
    full: ({ files, sizePartial }) =>
      files === null ? 'Files not counted' : `${sizePartial ? 'At least ' : ''}${filesText(files)}`,
  },
  {
    id: 'measured',
    label: 'Measured at',
    width: 116,
    sort: { key: 'measured', first: 'asc' },
    initially: false,
    cell: ({ sizeMeasuredAt, sizeReason }) => (
      <AgoCell at={sizeMeasuredAt} none="Unknown" why={sizeReason ?? 'Not measured yet'} />
    ),
    full: (volume, { moment }) => sizeFull(volume, moment),
  },
]
