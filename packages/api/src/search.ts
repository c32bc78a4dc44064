import { search } from '@stowage/db/lists/search'
import { ContainerState } from '@stowage/domain/facts'
import { HostState } from '@stowage/domain/host'
import { VolumeState } from '@stowage/domain/volume'
import { z } from 'zod'
import { router, userProcedure } from './trpc.ts'
import { viewerOf } from './visible-hosts.ts'

const hit = { id: z.string(), name: z.string() }

export const searchRouter = router({
  /** Up to 6 of each kind for the command palette; removed volumes and containers carry `removedAt`. */
  find: userProcedure('see')
    .input(z.strictObject({ q: z.string().max(200) }))
    .output(
      z.object({
        volumes: z.array(z.object({ ...hit, host: z.string(), state: VolumeState, removedAt: z.date().nullable() })),
        containers: z.array(z.object({ ...hit, host: z.string(), state: ContainerState, removedAt: z.date().nullable() })),
        hosts: z.array(z.object({ ...hit, state: HostState })),
      }),
    )
    .query(async ({ ctx, input }) => search(ctx.db, await viewerOf(ctx), input.q)),
})
