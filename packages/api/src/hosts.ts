import { diskHistory } from '@stowage/db/history/disk-history'
import { hostGrowth } from '@stowage/db/history/host-growth'
import { hostSpaceDetail } from '@stowage/db/history/host-space-detail'
import { hostDetail, hostRows } from '@stowage/db/lists/host-rows'
import { DiskHistory, Growth } from '@stowage/domain/history'
import { HostDetail, HostRow } from '@stowage/domain/host'
import { HostSpaceDetail } from '@stowage/domain/space'
import { z } from 'zod'
import { createEnrolment, enrolmentState } from './enrolments.ts'
import { ById, ByIdAndRange, Scope } from './inputs.ts'
import { renameHost, revokeHost } from './mutate-host.ts'
import { router, userProcedure } from './trpc.ts'
import { notFound, viewerOf } from './visible-hosts.ts'

/** A DNS-like name: it appears in scopes, commands and addresses. */
const HostName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$/, 'Use letters, digits, dots, dashes; at most 63.')

export const hostsRouter = router({
  list: userProcedure('see')
    .input(Scope)
    .output(z.array(HostRow))
    .query(async ({ ctx, input }) => hostRows(ctx.db, await viewerOf(ctx), input)),

  get: userProcedure('see')
    .input(z.union([ById, z.strictObject({ name: z.string().max(256) })]))
    .output(HostDetail)
    .query(async ({ ctx, input }) => {
      const host = await hostDetail(ctx.db, await viewerOf(ctx), input)
      if (!host) throw notFound('host')
      return host
    }),

  /** One command to paste on a machine with Docker; its token works once, for 30 minutes. */
  enrol: userProcedure('administer')
    .input(z.strictObject({ name: HostName.optional() }))
    .output(z.object({ id: z.string(), token: z.string(), command: z.string(), composeYaml: z.string(), expiresAt: z.date() }))
    .mutation(({ ctx, input }) => createEnrolment(ctx, input.name)),

  /** How far the machine with that command has come. */
  enrolment: userProcedure('administer')
    .input(ById)
    .output(
      z.object({
        state: z.enum(['waiting', 'connected', 'reporting', 'expired']),
        host: HostRow.nullable(),
        expiresAt: z.date(),
      }),
    )
    .query(({ ctx, input }) => enrolmentState(ctx, input.id)),

  /** Ends the agent's sessions and its queued jobs. Nothing on the host changes; its history stays. */
  revoke: userProcedure('administer')
    .input(z.strictObject({ id: z.uuid(), confirmName: z.string().max(256) }))
    .output(z.object({ revokedAt: z.date(), jobsCancelled: z.number() }))
    .mutation(({ ctx, input }) => revokeHost(ctx, input)),

  rename: userProcedure('administer')
    .input(z.strictObject({ id: z.uuid(), name: HostName }))
    .output(HostRow)
    .mutation(async ({ ctx, input }) => {
      await renameHost(ctx, input)
      const host = await hostDetail(ctx.db, await viewerOf(ctx), { id: input.id })
      if (!host) throw notFound('host')
      return host
    }),

  /** What fills the host, largest first. */
  space: userProcedure('see')
    .input(ById)
    .output(HostSpaceDetail)
    .query(async ({ ctx, input }) => {
      const space = await hostSpaceDetail(ctx.db, await viewerOf(ctx), input)
      if (!space) throw notFound('host')
      return space
    }),

  /** Its file system over time, with what is to be expected of it. */
  history: userProcedure('see')
    .input(ByIdAndRange)
    .output(DiskHistory)
    .query(async ({ ctx, input }) => {
      const history = await diskHistory(ctx.db, await viewerOf(ctx), input)
      if (!history) throw notFound('host')
      return history
    }),

  /** Who grew its disk. */
  growth: userProcedure('see')
    .input(ByIdAndRange)
    .output(Growth)
    .query(async ({ ctx, input }) => {
      const growth = await hostGrowth(ctx.db, await viewerOf(ctx), input)
      if (!growth) throw notFound('host')
      return growth
    }),
})
