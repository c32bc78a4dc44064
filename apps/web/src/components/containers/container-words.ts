import type { ContainerRow } from '@stowage/domain/container'
import { formatBytes } from '@stowage/domain/format'
import { formatCount, formatSum } from '../../lib/format-sum.ts'

type Mounts = Pick<ContainerRow, 'mounts'>

const ofType = ({ mounts }: Mounts, type: ContainerRow['mounts'][number]['type']) => mounts.filter((mount) => mount.type === type)

export const namedVolumes = (row: Mounts) => ofType(row, 'volume').filter(({ anonymous }) => !anonymous)
export const anonymousVolumes = (row: Mounts) => ofType(row, 'volume').filter(({ anonymous }) => anonymous)
export const binds = (row: Mounts) => ofType(row, 'bind')
export const tmpfs = (row: Mounts) => ofType(row, 'tmpfs')

/** "pgdata at /var/lib/data (rw) · cache at /cache (ro)"; "None" for an empty list. */
export const mountsFull = (mounts: ContainerRow['mounts']): string =>
  mounts
    .map(({ name, source, destination, rw }) => `${name || source || 'tmpfs'} at ${destination} (${rw ? 'rw' : 'ro'})`)
    .join(' · ') || 'None'

const sentence = (text: string) => text.replace(/\.?$/, '.')

export const layerReasonText = ({ layerReason }: Pick<ContainerRow, 'layerReason'>): string =>
  sentence(layerReason ?? 'Not measured yet')

/** Why nobody knows what would be lost. */
export function lostReasonText({ layerBytes, layerReason }: Pick<ContainerRow, 'layerBytes' | 'layerReason'>): string {
  if (layerBytes === null) return layerReasonText({ layerReason })
  return `${formatBytes(layerBytes)} in the layer, but its paths cannot be read here. Open the container and read its changes.`
}

export const logReasonText = ({ logDriver, logReason }: Pick<ContainerRow, 'logDriver' | 'logReason'>): string =>
  `Log driver ${logDriver || 'unknown'}: ${sentence(logReason ?? 'size not measured')}`

/** How the layer was counted: the two are never compared as equal (B1). */
const measureWords = { apparent: ' in files', allocated: ' on disk' } as const

export function layerFull(
  { layerBytes, layerReason, layerMeasure, layerMeasuredAt, layerPartial, layerFiles }: ContainerRow,
  moment: (at: Date) => string,
): string {
  if (layerBytes === null) return `Writable layer unknown: ${layerReasonText({ layerReason })}`
  const basis = layerMeasure ? measureWords[layerMeasure] : ''
  const files = layerFiles === null ? '' : ` and ${formatCount(layerFiles, 'file')}`
  const at = layerMeasuredAt ? `, measured ${moment(layerMeasuredAt)}` : ''
  const partial = layerPartial ? '; the time ran out while counting' : ''
  return `${formatSum(layerBytes, layerPartial ? 1 : 0)}${basis}${files} written outside volumes${at}${partial}`
}

/** "Lost when made again: 3.40 GiB, in /data 3.20 GiB, /srv 205 MiB" */
export function lostFull(
  container: Pick<ContainerRow, 'lostBytes' | 'lostPaths' | 'layerBytes' | 'layerReason' | 'layerPartial'>,
): string {
  const { lostBytes, lostPaths, layerPartial } = container
  if (lostBytes === null) return `What would be lost is unknown: ${lostReasonText(container)}`
  if (lostBytes === 0) return 'No data would be lost: what it added lies in temporary, cache and package paths, or there is none'
  const paths = lostPaths.map(({ path, bytes }) => `${path} ${formatBytes(bytes)}`).join(', ')
  return `Lost when made again: ${formatSum(lostBytes, layerPartial ? 1 : 0)}${paths ? `, in ${paths}` : ''}`
}

/** On phones, where one figure has room: what is at risk, else the size of the layer. */
export function phoneRisk({
  lostBytes,
  layerBytes,
  layerPartial,
}: Pick<ContainerRow, 'lostBytes' | 'layerBytes' | 'layerPartial'>): string {
  const partial = layerPartial ? 1 : 0
  if (lostBytes !== null && lostBytes > 0) return `${formatSum(lostBytes, partial)} at risk`
  return layerBytes === null ? 'Layer unknown' : `Layer ${formatSum(layerBytes, partial)}`
}
