import { formatBytes } from '@stowage/domain/format'
import type { HostRow } from '@stowage/domain/host'
import type { Sort } from '@stowage/domain/sort'

/** Share of the disk that is used, 0 to 1; null while it is not known. */
export const fullness = ({ diskBytes, diskUsedBytes }: Pick<HostRow, 'diskBytes' | 'diskUsedBytes'>): number | null =>
  diskBytes === null || diskUsedBytes === null || diskBytes === 0 ? null : diskUsedBytes / diskBytes

export function diskFull(host: Pick<HostRow, 'diskBytes' | 'diskUsedBytes' | 'dataRoot'>): string {
  const used = fullness(host)
  if (used === null) return 'Disk unknown: the agent has not read it'
  return `${formatBytes(host.diskUsedBytes)} of ${formatBytes(host.diskBytes)} used (${Math.round(used * 100)} %) on the disk of ${host.dataRoot ?? 'the data root'}`
}

/** Free is what is not used: reserved blocks count as free here, as `df` does not. */
export const freeBytes = ({ diskBytes, diskUsedBytes }: Pick<HostRow, 'diskBytes' | 'diskUsedBytes'>): number | null =>
  diskBytes === null || diskUsedBytes === null ? null : Math.max(0, diskBytes - diskUsedBytes)

export const modeWords: Record<HostRow['mode'], string> = { 'read-only': 'Observe', manage: 'Manage' }

const linkOrder: Record<HostRow['state'], number> = { offline: 0, unreachable: 1, degraded: 2, online: 3 }

const values: Record<string, (host: HostRow) => number | string | null> = {
  name: ({ name }) => name,
  state: ({ state }) => linkOrder[state],
  disk: fullness,
  free: freeBytes,
  seen: ({ lastSeenAt }) => lastSeenAt?.getTime() ?? null,
  volumes: ({ volumes }) => volumes,
  containers: ({ containers }) => containers,
}

/** Hosts in order, those with an unknown value last in both directions, and how many those are. */
export function sortHosts(hosts: readonly HostRow[], { key, descending }: Sort): { hosts: HostRow[]; unknown: number } {
  const value = values[key] ?? (() => null)
  const known = hosts.filter((host) => value(host) !== null)
  const byName = (a: HostRow, b: HostRow) => a.name.localeCompare(b.name, 'en', { numeric: true })
  known.sort((a, b) => {
    const left = value(a) ?? 0
    const right = value(b) ?? 0
    const order =
      typeof left === 'string' || typeof right === 'string'
        ? String(left).localeCompare(String(right), 'en', { numeric: true })
        : left - right
    return (descending ? -order : order) || byName(a, b)
  })
  const unknown = hosts.filter((host) => value(host) === null).sort(byName)
  return { hosts: [...known, ...unknown], unknown: unknown.length }
}
