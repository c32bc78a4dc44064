import type { ContainerRow } from '@stowage/domain/container'
import { formatBytes } from '@stowage/domain/format'

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

export function layerFull(
  { layerBytes, layerReason, layerMeasure, layerMeasuredAt }: ContainerRow,
  moment: (at: Date) => string,
): string {
  if (layerBytes === null) return `Writable layer unknown: ${layerReason ?? 'not measured yet'}`
  const basis = layerMeasure === 'allocated' ? ' on disk' : layerMeasure === 'apparent' ? ' in files' : ''
  return `${formatBytes(layerBytes)}${basis} written outside volumes${layerMeasuredAt ? `, measured ${moment(layerMeasuredAt)}` : ''}: lost when the container is removed or made again`
}
