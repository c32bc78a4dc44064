import { volumeHistory } from '@stowage/db/history/size-history'
import { volumeSparklines } from '@stowage/db/history/sparklines'
import { volumeDetail } from '@stowage/db/lists/volume-detail'
import { queryVolumes } from '@stowage/db/lists/volume-list'
import { volumeRows } from '@stowage/db/lists/volume-rows'
import { newestReading } from '@stowage/db/readings/reading-rows'
import { History, Sparkline } from '@stowage/domain/history'
import { ListAnswer, ListQuery, RowsInput } from '@stowage/domain/list'
import { ReadingDetail, ReadingRow } from '@stowage/domain/reading'
import { VolumeDetail, VolumeRow } from '@stowage/domain/volume'
import { z } from 'zod'
import { createVolume } from './create-volume.ts'
import { ByHostAndName, ById, ByIdAndRange, Ids } from './inputs.ts'
import { MeasureInput, Measuring, measure, readTree, requireSeen } from './measure.ts'
import { previewRemoval, RemovePreview } from './remove-preview.ts'
import { removeVolume } from './remove-volume.ts'
import { router, userProcedure } from './trpc.ts'
import { notFound, viewerOf } from './visible-hosts.ts'
import { CreateInput, RemoveInput } from './volume-input.ts'

export type { Veto } from './removal-vetoes.ts'
export type { RemovePreview } from './remove-preview.ts'

const CreateReply = z.object({
  results: z.array(
    z.object({ hostId: z.string(), host: z.string(), jobId: z.string().nullable(), error: z.string().nullable() }),
  ),
})

export const volumesRouter = router({
  query: userProcedure('see')
    .input(ListQuery)
    .output(ListAnswer)
    .query(async ({ ctx, input }) => queryVolumes(ctx.db, await viewerOf(ctx), input)),

  rows: userProcedure('see')
    .input(RowsInput)
    .output(z.array(VolumeRow))
    .query(async ({ ctx, input }) => volumeRows(ctx.db, await viewerOf(ctx), input)),

  get: userProcedure('see')
    .input(z.union([ById, ByHostAndName]))
    .output(VolumeDetail)
    .query(async ({ ctx, input }) => {
      const volume = await volumeDetail(ctx.db, await viewerOf(ctx), input)
      if (!volume) throw notFound('volume')
      return volume
    }),

  /** One job per host; a host that cannot take it gets its reason in `error`. The same key again answers the same jobs. */
  create: userProcedure('act')
    .input(CreateInput)
    .output(CreateReply)
    .mutation(({ ctx, input }) => createVolume(ctx, input)),

  /** What removing would do, checked now; changes nothing. */
  previewRemove: userProcedure('act')
    .input(ById)
    .output(RemovePreview)
    .query(async ({ ctx, input }) => {
      const { found: _, ...preview } = await previewRemoval(ctx.db, { ...(await viewerOf(ctx)), now: ctx.now() }, input.id)
      return preview
    }),

  /** Removes by name and without an archive. The agent checks everything again at the engine. */
  remove: userProcedure('act')
    .input(RemoveInput)
    .output(z.object({ jobId: z.string() }))
    .mutation(({ ctx, input }) => removeVolume(ctx, input)),

  /** "Measure now": of these volumes, or of every one on a host. */
  measure: userProcedure('act')
    .input(MeasureInput)
    .output(Measuring)
    .mutation(({ ctx, input }) => measure(ctx, 'volume', input)),

  /** Reads the directories of a volume and their sizes; the log says who asked. */
  scan: userProcedure('act')
    .input(ById)
    .output(ReadingRow)
    .mutation(({ ctx, input }) => readTree(ctx, 'volume', input.id)),

  /** The newest reading of its directories; null before the first. */
  contents: userProcedure('see')
    .input(ById)
    .output(ReadingDetail.nullable())
    .query(async ({ ctx, input }) => {
      await requireSeen(ctx, 'volume', [input.id])
      return newestReading(ctx.db, await viewerOf(ctx), input.id, 'volume.contents')
    }),

  history: userProcedure('see')
    .input(ByIdAndRange)
    .output(History)
    .query(async ({ ctx, input }) => {
      const history = await volumeHistory(ctx.db, await viewerOf(ctx), input)
      if (!history) throw notFound('volume')
      return history
    }),

  /** The last 7 days of each of these that the caller sees. */
  sparklines: userProcedure('see')
    .input(Ids)
    .output(z.array(Sparkline))
    .query(async ({ ctx, input }) => volumeSparklines(ctx.db, await viewerOf(ctx), input.ids)),
})
