import { readingDetail, readingRows } from '@stowage/db/readings/reading-rows'
import { ReadingDetail, ReadingRow } from '@stowage/domain/reading'
import { z } from 'zod'
import { ById } from './inputs.ts'
import { stopReading } from './stop-reading.ts'
import { router, userProcedure } from './trpc.ts'
import { notFound, viewerOf } from './visible-hosts.ts'

const Which = z.union([z.strictObject({ ids: z.array(z.uuid()).max(200) }), z.strictObject({ open: z.literal(true) })])

export const readingsRouter = router({
  /** Newest first, at most 200. Ids that do not exist are left out: a newer reading of the same kind has taken the place of an old one. */
  list: userProcedure('see')
    .input(Which)
    .output(z.array(ReadingRow))
    .query(async ({ ctx, input }) => readingRows(ctx.db, await viewerOf(ctx), input)),

  get: userProcedure('see')
    .input(ById)
    .output(ReadingDetail)
    .query(async ({ ctx, input }) => {
      const reading = await readingDetail(ctx.db, await viewerOf(ctx), input.id)
      if (!reading) throw notFound('reading')
      return reading
    }),

  /** Ends an open reading now; its host stops when it hears of it. One that has ended stays as it is. */
  stop: userProcedure('act')
    .input(ById)
    .output(ReadingRow)
    .mutation(async ({ ctx, input }) => {
      const who = await viewerOf(ctx)
      const [known] = await readingRows(ctx.db, who, { ids: [input.id] })
      if (!known) throw notFound('reading')
      await stopReading(ctx, known)
      const [row = known] = await readingRows(ctx.db, who, { ids: [input.id] })
      return row
    }),
})
