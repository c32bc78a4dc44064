import type { ContainerRow } from '@stowage/domain/container'
import { GrowthCell, noGrowthWhy } from '../chart/growth-cell.tsx'
import { rateText } from '../chart/growth-words.ts'
import { AgoCell } from '../table/cells.tsx'
import type { Column } from '../table/column.ts'
import { LayerCell, LogCell, RiskCell } from './container-cells.tsx'
import { containerSparklines } from './container-sparklines.ts'
import { layerFull, layerReasonText, logReasonText, lostFull } from './container-words.ts'

/** What a container wrote outside volumes, and what of it would be lost. */
export const riskColumns: readonly Column<ContainerRow>[] = [
  {
    id: 'lost',
    label: 'At risk',
    width: 190,
    align: 'right',
    sort: { key: 'lost', first: 'desc' },
    initially: true,
    cell: (container) => <RiskCell container={container} />,
    full: lostFull,
  },
  {
    id: 'layer',
    label: 'Writable layer',
    width: 144,
    align: 'right',
    sort: { key: 'layer', first: 'desc' },
    initially: true,
    cell: (container) => <LayerCell container={container} />,
    full: (container, { moment }) => layerFull(container, moment),
  },
  {
    id: 'growth',
    label: 'Growth 7 d',
    width: 186,
    align: 'right',
    sort: { key: 'growth', first: 'desc' },
    initially: true,
    cell: ({ id, layerMeasuredAt, growthBytesPerDay }) => (
      <GrowthCell store={containerSparklines} id={id} measuredAt={layerMeasuredAt} bytesPerDay={growthBytesPerDay} />
    ),
    full: ({ growthBytesPerDay, layerMeasuredAt }) =>
      growthBytesPerDay === null
        ? `Growth unknown. ${noGrowthWhy(layerMeasuredAt)}`
        : `${rateText(growthBytesPerDay)} over the last 7 days; each line has its own scale`,
  },
  {
    id: 'logs',
    label: 'Logs',
    width: 96,
    align: 'right',
    sort: { key: 'logs', first: 'desc' },
    initially: true,
    cell: (container) => <LogCell container={container} />,
    full: (container) =>
      container.logBytes === null
        ? `Log size unknown. ${logReasonText(container)}`
        : `Log driver ${container.logDriver}, ${container.logBytes.toLocaleString('en')} B, no part of the layer`,
  },
]

export const measuredColumn: Column<ContainerRow> = {
  id: 'measured',
  label: 'Measured at',
  width: 116,
  sort: { key: 'measured', first: 'asc' },
  initially: false,
  cell: (container) => <AgoCell at={container.layerMeasuredAt} none="Unknown" why={layerReasonText(container)} />,
  full: (container, { moment }) => layerFull(container, moment),
}
