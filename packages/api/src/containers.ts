import { containerHistory } from '@stowage/db/history/size-history'
import { containerSparklines } from '@stowage/db/history/sparklines'
import { queryContainers } from '@stowage/db/lists/container-list'
import { containerDetail, containerRows } from '@stowage/db/lists/container-rows'
import { containerSiblings } from '@stowage/db/lists/container-siblings'
import { newestReading } from '@stowage/db/readings/reading-rows'
import { ContainerRow } from '@stowage/domain/container'
import { History, Sparkline } from '@stowage/domain/history'
import { ListAnswer, ListQuery, RowsInput } from '@stowage/domain/list'
import { ReadingDetail, ReadingRow } from '@stowage/domain/reading'
import { VolumeRow } from '@stowage/domain/volume'
import { z } from 'zod'
import { ByHostAndName, ById, ByIdAndRange, Ids } from './inputs.ts'
import { MeasureInput, Measuring, measure, readTree, requireSeen } from './measure.ts'
import { router, userProcedure } from './trpc.ts'
import { notFound, viewerOf } from './visible-hosts.ts'

export const ContainerDetail = ContainerRow.extend({ volumes: z.array(VolumeRow) })
export type ContainerDetail = z.infer<typeof ContainerDetail>

const Siblings = z.object({
  image: z.string(),
  /** On the disk once, for all of them. */
  imageBytes: z.number().nullable(),
  /** Largest layer first, at most 100. */
  containers: z.array(ContainerRow),
  layersBytes: z.number(),
  /** Layers of unknown size: `layersBytes` is "at least" then. */
  unknown: z.number(),
})

export const containersRouter = router({
  query: userProcedure('see')
    .input(ListQuery)
    .output(ListAnswer)
    .query(async ({ ctx, input }) => queryContainers(ctx.db, await viewerOf(ctx), input)),

  rows: userProcedure('see')
    .input(RowsInput)
    .output(z.array(ContainerRow))
    .query(async ({ ctx, input }) => containerRows(ctx.db, await viewerOf(ctx), input)),

  get: userProcedure('see')
    .input(z.union([ById, ByHostAndName]))
    .output(ContainerDetail)
    .query(async ({ ctx, input }) => {
      const container = await containerDetail(ctx.db, await viewerOf(ctx), input)
      if (!container) throw notFound('container')
      return container
    }),

  /** "Measure now": the writable layers of these containers, or of every one on a host. */
  measure: userProcedure('act')
    .input(MeasureInput)
    .output(Measuring)
    .mutation(({ ctx, input }) => measure(ctx, 'container', input)),

  /** Reads what the writable layer changed against the image; the log says who asked. */
  readChanges: userProcedure('act')
    .input(ById)
    .output(ReadingRow)
    .mutation(({ ctx, input }) => readTree(ctx, 'container', input.id)),

  /** The newest reading of those changes; null before the first. */
  changes: userProcedure('see')
    .input(ById)
    .output(ReadingDetail.nullable())
    .query(async ({ ctx, input }) => {
      await requireSeen(ctx, 'container', [input.id])
      return newestReading(ctx.db, await viewerOf(ctx), input.id, 'layer.changes')
    }),

  history: userProcedure('see')
    .input(ByIdAndRange)
    .output(History)
    .query(async ({ ctx, input }) => {
      const history = await containerHistory(ctx.db, await viewerOf(ctx), input)
      if (!history) throw notFound('container')
      return history
    }),

  /** The last 7 days of each of these that the caller sees. */
  sparklines: userProcedure('see')
    .input(Ids)
    .output(z.array(Sparkline))
    .query(async ({ ctx, input }) => containerSparklines(ctx.db, await viewerOf(ctx), input.ids)),

  /** The containers on its host that began from the same image, itself among them. */
  siblings: userProcedure('see')
    .input(ById)
    .output(Siblings)
    .query(async ({ ctx, input }) => {
      const siblings = await containerSiblings(ctx.db, await viewerOf(ctx), input.id)
      if (!siblings) throw notFound('container')
      return siblings
    }),
})
