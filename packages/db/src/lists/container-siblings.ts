import type { ContainerRow } from '@stowage/domain/container'
import type { Database } from '../client.ts'
import { containerRows } from './container-rows.ts'
import type { Viewer } from './viewer.ts'

const rowsMax = 100

export type ContainerSiblings = {
  image: string
  /** Of the image that all of them share: on the disk once. */
  imageBytes: number | null
  containers: ContainerRow[]
  /** Sum of the measured layers of all of them, also of those beyond the rows. */
  layersBytes: number
  /** How many have a layer of unknown size, or of one known in part. */
  unknown: number
}

/** The containers on one host that began from the same image as this one, itself among them; null when it does not exist for this viewer. */
export async function containerSiblings(db: Database, who: Viewer, id: string): Promise<ContainerSiblings | null> {
  const [own] = await containerRows(db, who, [id])
  if (!own) return null
  const where = { hostId: own.hostId, imageId: own.imageId, OR: [{ removedAt: null }, { id }] }
  const [ids, sum, unknown] = await Promise.all([
    db.prisma.container.findMany({
      where,
      select: { id: true },
      orderBy: [{ layerBytes: { sort: 'desc', nulls: 'last' } }, { name: 'asc' }, { id: 'asc' }],
      take: rowsMax,
    }),
    db.prisma.container.aggregate({ where, _sum: { layerBytes: true } }),
    db.prisma.container.count({ where: { AND: [where, { OR: [{ layerBytes: null }, { layerPartial: true }] }] } }),
  ])
  const containers = await containerRows(
    db,
    who,
    ids.map((row) => row.id),
  )
  return {
    image: own.image,
    imageBytes: own.imageBytes ?? containers.find((row) => row.imageBytes !== null)?.imageBytes ?? null,
    containers,
    layersBytes: Number(sum._sum.layerBytes ?? 0),
    unknown,
  }
}
