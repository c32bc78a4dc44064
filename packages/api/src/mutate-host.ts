import { notifyJobs, notifyLive } from '@stowage/db/notify'
import { AppError } from '@stowage/domain/app-error'
import { openJobStates } from '@stowage/domain/job'
import type { UserContext } from './context.ts'
import { queryable } from './queryable.ts'
import { recordActivity } from './record-activity.ts'
import { isUniqueViolation } from './unique-violation.ts'
import { notFound, seesHost } from './visible-hosts.ts'

/** The host when the caller may see it. Throws the same `not_found` for a foreign one and for none. */
async function seenHost({ db, actor }: UserContext, id: string) {
  const host = await db.prisma.host.findUnique({ where: { id }, select: { id: true, name: true, revokedAt: true } })
  if (!host || !seesHost(actor, host.name)) throw notFound('host')
  return host
}

/** Ends what the agent may do, within a second on every replica: its stream is woken and finds itself revoked (AP8, M12, DS20). */
export async function revokeHost(ctx: UserContext, { id, confirmName }: { id: string; confirmName: string }) {
  const host = await seenHost(ctx, id)
  if (confirmName !== host.name) throw new AppError('bad_request', `Type ${host.name} to confirm.`)
  if (host.revokedAt) throw new AppError('conflict', `${host.name} was revoked already.`)
  const revokedAt = ctx.now()
  return ctx.db.prisma.$transaction(async (tx) => {
    const changed = await tx.host.updateMany({ where: { id, revokedAt: null }, data: { revokedAt, sessionId: null } })
    if (changed.count === 0) throw new AppError('conflict', `${host.name} was revoked already.`)
    const open = { hostId: id, state: { in: [...openJobStates] } }
    const end = { state: 'cancelled', stage: 'done', code: 'interrupted', finishedAt: revokedAt, lastNewsAt: revokedAt }
    const waiting = await tx.job.updateMany({
      where: { ...open, state: 'queued' },
      data: { ...end, message: `${host.name} was revoked before this was sent.` },
    })
    const begun = await tx.job.updateMany({
      where: open,
      data: { ...end, message: `${host.name} was revoked after this was sent. Whether it was done, only the host can tell.` },
    })
    await tx.reading.updateMany({
      where: { hostId: id, state: { in: ['asked', 'reading'] } },
      data: {
        state: 'failed',
        reason: `${host.name} was revoked.`,
        finishedAt: revokedAt,
        lastNewsAt: revokedAt,
        streamId: null,
      },
    })
    const jobsCancelled = waiting.count + begun.count
    const connection = queryable(tx)
    await notifyJobs(connection, id)
    await notifyLive(connection, [
      { topic: 'host', ids: [id], hostId: id },
      { topic: 'job', ids: [], hostId: id },
      { topic: 'reading', ids: [], hostId: id },
    ])
    await recordActivity(tx, ctx.actor, {
      action: 'host.revoke',
      subjectKind: 'host',
      subjectId: id,
      subject: host.name,
      host,
      text: `${ctx.actor.name} revoked ${host.name}; ${jobsCancelled} open jobs were cancelled. Nothing on the host changed.`,
      details: { jobsCancelled, jobsBegun: begun.count },
    })
    return { revokedAt, jobsCancelled }
  })
}

export async function renameHost(ctx: UserContext, { id, name }: { id: string; name: string }): Promise<void> {
  const host = await seenHost(ctx, id)
  if (!seesHost(ctx.actor, name)) throw new AppError('forbidden', `You would not see a host named ${name}.`)
  if (name === host.name) return
  try {
    await ctx.db.prisma.$transaction(async (tx) => {
      await tx.host.update({ where: { id }, data: { name } })
      await notifyLive(queryable(tx), [{ topic: 'host', ids: [id], hostId: id }])
      await recordActivity(tx, ctx.actor, {
        action: 'host.rename',
        subjectKind: 'host',
        subjectId: id,
        subject: name,
        host: { id, name },
        text: `${ctx.actor.name} renamed ${host.name} to ${name}.`,
      })
    })
  } catch (error) {
    if (isUniqueViolation(error)) throw new AppError('conflict', `There is a host named ${name} already.`)
    throw error
  }
}
