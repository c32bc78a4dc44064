import { formatBytes } from '@stowage/domain/format'
import type { HostRow } from '@stowage/domain/host'
import type { Sort } from '@stowage/domain/sort'
import { worstForecast } from '../capacity/forecast-of.ts'

type Disk = Pick<HostRow, 'diskBytes' | 'diskUsedBytes' | 'diskAvailableBytes'>

/** What ordinary users may still take, as `df` counts; what is not used where the agent does not tell more. */
export const freeBytes = ({ diskBytes, diskUsedBytes, diskAvailableBytes }: Disk): number | null =>
  diskAvailableBytes ?? (diskBytes === null || diskUsedBytes === null ? null : Math.max(0, diskBytes - diskUsedBytes))

/** What ordinary users could fill in all; the blocks kept for root are in neither part. */
export function usable(disk: Disk): number | null {
  const free = freeBytes(disk)
  return free === null || disk.diskUsedBytes === null ? null : disk.diskUsedBytes + free
}

/** Share of what could be used that is, 0 to 1, as `df` counts; null while it is not known. */
export function fullness(disk: Disk): number | null {
  const all = usable(disk)
  return disk.diskUsedBytes === null || !all ? null : disk.diskUsedBytes / all
}

export function diskFull(host: Disk & Pick<HostRow, 'dataRoot'>): string {
  const used = fullness(host)
  if (used === null) return 'Disk unknown: the agent has not read it'
  return `${formatBytes(host.diskUsedBytes)} of ${formatBytes(host.diskBytes)} used (${Math.ceil(used * 100)} %) on the disk of ${host.dataRoot ?? 'the data root'}`
}

/** Share of the inodes that is used; null where there is no fixed number of them, or nothing is known. */
export const inodesUsed = ({ totalInodes, usedInodes }: Pick<HostRow, 'totalInodes' | 'usedInodes'>): number | null =>
  totalInodes === null || usedInodes === null || totalInodes === 0 ? null : usedInodes / totalInodes

/** Days until the host is full, for the order: hours count as parts of a day, later than half a year as the longest. Null = no date. */
export function daysToFull({ forecasts }: Pick<HostRow, 'forecasts'>): number | null {
  const worst = worstForecast(forecasts)
  if (!worst) return null
  if (worst.runaway) return worst.runaway.loHours / 24
  if (worst.forecast.kind === 'date') return worst.forecast.days
  return worst.forecast.kind === 'over_180' ? 181 : null
}

export const modeWords: Record<HostRow['mode'], string> = { 'read-only': 'Observe', manage: 'Manage' }

const linkOrder: Record<HostRow['state'], number> = { offline: 0, unreachable: 1, degraded: 2, online: 3 }

const values: Record<string, (host: HostRow) => number | string | null> = {
  name: ({ name }) => name,
  state: ({ state }) => linkOrder[state],
  disk: fullness,
  free: freeBytes,
  full: daysToFull,
  inodes: inodesUsed,
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
