import type { VolumeDetail } from '@stowage/domain/volume'
import type { Database } from '../client.ts'
import { hostFacts } from './host-facts.ts'
import type { Viewer } from './viewer.ts'
import { volumeRowsWithHosts } from './volume-rows.ts'
import { volumeTimeline } from './volume-timeline.ts'

/** Everything about one volume, or null when it does not exist for this viewer. A host and name mean the present or else the last life. */
export async function volumeDetail(
  db: Database,
  who: Viewer,
  which: { id: string } | { host: string; name: string },
): Promise<VolumeDetail | null> {
  const id = 'id' in which ? which.id : await newestLife(db, which)
  const [found] = id === null ? [] : await volumeRowsWithHosts(db, who, [id])
  if (!found) return null
  const { row, stored, host } = found
  const [timeline, lives, same, hosts] = await Promise.all([
    volumeTimeline(db, stored),
    db.prisma.volume.findMany({
      where: { hostId: stored.hostId, name: stored.name, id: { not: stored.id } },
      select: { id: true, firstSeenAt: true, removedAt: true },
      orderBy: { firstSeenAt: 'desc' },
      take: 100,
    }),
    db.prisma.volume.findMany({
      where: { name: stored.name, hostId: { not: stored.hostId }, removedAt: null },
      select: { id: true, hostId: true },
      take: 1000,
    }),
    hostFacts(db, who),
  ])
  const names = new Map(hosts.filter((each) => !each.revoked).map((each) => [each.id, each.name]))
  return {
    ...row,
    timeline,
    otherLives: lives,
    sameName: same.flatMap((each) => {
      const name = names.get(each.hostId)
      return name === undefined ? [] : [{ id: each.id, host: name }]
    }),
    raw: stored.fact,
    rawCollectedAt: stored.factAt,
    coveredSince: host.coveredSince ?? host.row.enrolledAt,
  }
}

async function newestLife(db: Database, { host, name }: { host: string; name: string }): Promise<string | null> {
  const lives = await db.prisma.volume.findMany({
    where: { name, host: { name: host } },
    select: { id: true, removedAt: true },
    orderBy: { firstSeenAt: 'desc' },
    take: 100,
  })
  return (lives.find((life) => life.removedAt === null) ?? lives[0])?.id ?? null
}
