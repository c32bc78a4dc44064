import { createHash } from 'node:crypto'
import type { Report } from '@stowage/domain/report'
import { itemHash } from '@stowage/domain/section-hash'
import type pg from 'pg'
import { storable } from '../storable.ts'
import { serverTime } from './server-time.ts'

export type HostState = {
  id: string
  name: string
  epoch: string | null
  rev: number
  clockOffsetMs: number | null
  engineHash: string | null
  engineVersion: string | null
  engineIdentity: string | null
  dataRoot: string | null
  lastSeenAt: Date | null
}

/** One report on its way into the database: what every part of it works with. */
export type Ingest = {
  client: pg.PoolClient
  host: HostState
  report: Report
  receivedAt: Date
  /** Volumes that listed containers held, with the latest time of each. */
  seenMounted: Map<string, { at: Date; by: string }>
  /** What browsers have to read again. */
  touched: { volumes: Set<string>; containers: Set<string>; host: boolean; activity: boolean }
}

export const timeOf = ({ host, receivedAt }: Ingest, iso: string): Date => serverTime(iso, host.clockOffsetMs, receivedAt)

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

export type Item<T> = { key: string; item: T; hash: string }

/** Items as they are kept, each with the digest of what was sent. A key that comes twice counts once, the last time. */
export function keptItems<T>(items: readonly T[], keyOf: (item: T) => string): Item<T>[] {
  const byKey = new Map<string, Item<T>>()
  for (const sent of items) {
    const item = storable(sent)
    byKey.set(keyOf(item), { key: keyOf(item), item, hash: itemHash(sent, sha256) })
  }
  return [...byKey.values()]
}
