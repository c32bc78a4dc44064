import { volumeDetail } from '@stowage/db/lists/volume-detail'
import { queryVolumes } from '@stowage/db/lists/volume-list'
import { volumeRows } from '@stowage/db/lists/volume-rows'
import { ListAnswer, ListQuery, RowsInput } from '@stowage/domain/list'
import { VolumeDetail, VolumeRow } from '@stowage/domain/volume'
import { z } from 'zod'
import { createVolume } from './create-volume.ts'
import { ByHostAndName, ById } from './inputs.ts'
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
    .query(async ({ ctx, input }) => volumeRows(ctx.db, await viewerOf(ctx), input.ids)),

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
})
