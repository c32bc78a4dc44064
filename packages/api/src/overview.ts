import { overview } from '@stowage/db/lists/overview'
import { Grower } from '@stowage/domain/history'
import { HostState } from '@stowage/domain/host'
import { HostSpace } from '@stowage/domain/space'
import { z } from 'zod'
import { Scope } from './inputs.ts'
import { router, userProcedure } from './trpc.ts'
import { viewerOf } from './visible-hosts.ts'

const Sum = z.object({ measured: z.number(), unknown: z.number(), sumBytes: z.number() })

export const Overview = z.object({
  hosts: z.object({
    total: z.number(),
    reporting: z.number(),
    notReporting: z.array(z.object({ id: z.string(), name: z.string(), state: HostState, lastSeenAt: z.date().nullable() })),
  }),
  volumes: z.object({
    total: z.number(),
    byState: z.object({ used: z.number(), orphan: z.number(), protected: z.number(), unknown: z.number() }),
  }),
  containers: z.object({ total: z.number(), running: z.number() }),
  /** Volumes, then writable layers. `sumBytes` is of the measured ones only. */
  sizes: Sum,
  layers: Sum,
  disks: z.array(
    z.object({
      hostId: z.string(),
      host: z.string(),
      state: HostState,
      diskBytes: z.number().nullable(),
      diskUsedBytes: z.number().nullable(),
    }),
  ),
  /** Every host in scope, the one that is full first on top. */
  capacity: z.array(HostSpace),
  /** Of volumes and layers together; `measuredShare`: the part of them whose growth is known. */
  growth: z.object({ bytesPerDay: z.number().nullable(), measuredShare: z.number() }),
  /** Containers with data that a new container would not have; `unknown`: those whose layer nobody could read. */
  atRisk: z.object({ containers: z.number(), bytes: z.number(), unknown: z.number() }),
  /** Of the local volumes; `freshShare`: measured within 24 hours. */
  dataAge: z.object({ oldestAt: z.date().nullable(), freshShare: z.number() }),
  /** Of the whole fleet, over 7 days, at most 5. */
  growers: z.array(Grower.extend({ hostId: z.string(), host: z.string() })),
  jobsOpen: z.number(),
  checkedAt: z.date(),
})
export type Overview = z.infer<typeof Overview>

export const overviewRouter = router({
  get: userProcedure('see')
    .input(Scope)
    .output(Overview)
    .query(async ({ ctx, input }) => overview(ctx.db, await viewerOf(ctx), input)),
})
