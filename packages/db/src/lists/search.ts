import { ContainerState } from '@stowage/domain/facts'
import { fold } from '@stowage/domain/filter/fold'
import type { HostState } from '@stowage/domain/host'
import type { VolumeState } from '@stowage/domain/volume'
import type { Database } from '../client.ts'
import { Prisma } from '../generated/client.ts'
import { idsSql, wordSql } from './filter-sql.ts'
import { hostFacts } from './host-facts.ts'
import type { Viewer } from './viewer.ts'
import { volumeRows } from './volume-rows.ts'

const { sql } = Prisma
const hitsMax = 6

export type SearchHits = {
  volumes: { id: string; name: string; host: string; state: VolumeState; removedAt: Date | null }[]
  containers: { id: string; name: string; host: string; state: ContainerState; removedAt: Date | null }[]
  hosts: { id: string; name: string; state: HostState }[]
}

/** Up to six of each kind whose name holds the text (ASCII case does not count), present ones and names that begin with it first. */
export async function search(db: Database, who: Viewer, q: string): Promise<SearchHits> {
  const text = q.replace(/\p{Cc}/gu, '').trim()
  if (text === '' || !text.isWellFormed()) return { volumes: [], containers: [], hosts: [] }
  const hosts = await hostFacts(db, who)
  const names = new Map(hosts.map((host) => [host.id, host.name]))
  const ids = idsSql(hosts.map((host) => host.id))
  const holds = wordSql({ text, literal: true }, sql`name`)
  const order = sql`"removedAt" IS NOT NULL, NOT starts_with(lower(name COLLATE "C"), ${fold(text)}), length(name), name COLLATE "C", id`
  const [volumes, containers] = await Promise.all([
    db.prisma.$queryRaw<{ id: string }[]>(sql`
      SELECT id::text FROM volume WHERE "hostId" = ANY(${ids}) AND ${holds} ORDER BY ${order} LIMIT ${hitsMax}`),
    db.prisma.$queryRaw<{ id: string; name: string; hostId: string; state: string; removedAt: Date | null }[]>(sql`
      SELECT id::text, name, "hostId"::text, state, "removedAt" FROM container
      WHERE "hostId" = ANY(${ids}) AND ${holds} ORDER BY ${order} LIMIT ${hitsMax}`),
  ])
  const rows = await volumeRows(
    db,
    who,
    volumes.map((volume) => volume.id),
  )
  return {
    volumes: rows.map(({ id, name, host, state, removedAt }) => ({ id, name, host, state, removedAt })),
    containers: containers.map(({ hostId, state, ...row }) => ({
      ...row,
      host: names.get(hostId) ?? '',
      state: ContainerState.catch('unknown').parse(state),
    })),
    hosts: hosts
      .filter((host) => !host.revoked && fold(host.name).includes(fold(text)))
      .slice(0, hitsMax)
      .map(({ id, name, state }) => ({ id, name, state })),
  }
}
