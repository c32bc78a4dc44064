import { queryContainers } from '@stowage/db/lists/container-list'
import { containerDetail, containerRows } from '@stowage/db/lists/container-rows'
import { ContainerRow } from '@stowage/domain/container'
import { ListAnswer, ListQuery, RowsInput } from '@stowage/domain/list'
import { VolumeRow } from '@stowage/domain/volume'
import { z } from 'zod'
import { ByHostAndName, ById } from './inputs.ts'
import { router, userProcedure } from './trpc.ts'
import { notFound, viewerOf } from './visible-hosts.ts'

export const ContainerDetail = ContainerRow.extend({ volumes: z.array(VolumeRow) })
export type ContainerDetail = z.infer<typeof ContainerDetail>

export const containersRouter = router({
  query: userProcedure('see')
    .input(ListQuery)
    .output(ListAnswer)
    .query(async ({ ctx, input }) => queryContainers(ctx.db, await viewerOf(ctx), input)),

  rows: userProcedure('see')
    .input(RowsInput)
    .output(z.array(ContainerRow))
    .query(async ({ ctx, input }) => containerRows(ctx.db, await viewerOf(ctx), input.ids)),

  get: userProcedure('see')
    .input(z.union([ById, ByHostAndName]))
    .output(ContainerDetail)
    .query(async ({ ctx, input }) => {
      const container = await containerDetail(ctx.db, await viewerOf(ctx), input)
      if (!container) throw notFound('container')
      return container
    }),
})
