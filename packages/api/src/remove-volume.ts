import type { Database } from '@stowage/db/client'
import { notifyJobs, notifyLive } from '@stowage/db/notify'
import { AppError } from '@stowage/domain/app-error'
import { VolumeFact } from '@stowage/domain/facts'
import { VolumeRemoveParams } from '@stowage/domain/job'
import type { UserContext } from './context.ts'
import { queryable } from './queryable.ts'
import { recordActivity } from './record-activity.ts'
import { confirmTextOf, previewRemoval, type RemovePreview } from './remove-preview.ts'
import { viewerOf } from './visible-hosts.ts'
import type { RemoveInput } from './volume-input.ts'

const freshMs = 5 * 60_000

/** Hands the removal to the host's agent, with what the person saw: a namesake that differs is refused there (M27). */
export async function removeVolume(ctx: UserContext, input: RemoveInput): Promise<{ jobId: string }> {
  const { db, actor } = ctx
  const now = ctx.now()
  const preview = await previewRemoval(db, { ...(await viewerOf(ctx)), now }, input.id)
  const { row, stored, host } = preview.found
  const askedBefore = async (client: Pick<Database['prisma'], 'job'>) => {
    const before = await client.job.findUnique({ where: { idempotencyKey: input.idempotencyKey } })
    if (!before) return null
    const isSame =
      before.kind === 'volume.remove' &&
      before.requestedById === actor.userId &&
      before.hostId === row.hostId &&
      before.volumeName === row.name
    if (!isSame) throw new AppError('conflict', 'This idempotency key was used for another request.')
    return { jobId: before.id }
  }
  const before = await askedBefore(db.prisma)
  if (before) return before
  if (input.seen !== undefined && input.seen !== stored.hash)
    throw new AppError('precondition', `${row.name} is not what you looked at any more. Look again.`, { code: 'changed' })
  const [veto] = preview.vetoes
  if (veto) throw new AppError('precondition', veto.text, { vetoes: preview.vetoes })
  requireConsent(ctx, preview, input)
  const { driver, createdAt, options, labels } = VolumeFact.parse(stored.fact)
  const params = VolumeRemoveParams.parse({ name: row.name, expect: { driver, createdAt, options, labels } })
  return db.prisma.$transaction(async (tx) => {
    const [job] = await tx.job.createManyAndReturn({
      data: {
        kind: 'volume.remove',
        hostId: host.id,
        volumeName: row.name,
        params,
        idempotencyKey: input.idempotencyKey,
        requestedById: actor.userId,
        requestedBy: actor.name,
        via: actor.via,
        stages: [{ stage: 'queued', at: now.toISOString() }],
      },
      skipDuplicates: true,
    })
    if (!job) {
      // The same request at the same moment may have made it.
      const same = await askedBefore(tx)
      if (same) return same
      throw new AppError('conflict', `Another job on ${row.name} is open on ${host.name}. Wait for it to end.`, {
        code: 'already_applied',
      })
    }
    const connection = queryable(tx)
    await recordActivity(tx, actor, {
      action: 'volume.remove',
      subjectKind: 'volume',
      subjectId: row.id,
      subject: row.name,
      host: { id: host.id, name: host.name },
      result: 'intent',
      text: `${actor.name} asked ${host.name} to remove ${row.name}, without an archive.`,
      details: {
        jobId: job.id,
        tier: preview.tier,
        sizeBytes: row.sizeBytes,
        lastMountedAt: row.lastMountedAt?.toISOString() ?? null,
      },
    })
    await notifyJobs(connection, host.id)
    await notifyLive(connection, [
      { topic: 'job', ids: [job.id], hostId: host.id },
      { topic: 'volume', ids: [row.id], hostId: host.id },
    ])
    return { jobId: job.id }
  })
}

/** The friction of the tier (ux 5). A token has no sign-in to be fresh: its owner chose to give it the right. */
function requireConsent({ actor, now }: UserContext, { tier, volume }: RemovePreview, input: RemoveInput): void {
  if (tier === 2) {
    if (!input.understood) throw new AppError('bad_request', "Confirm that this can't be undone.", { code: 'confirm' })
    return
  }
  const wanted = confirmTextOf(volume)
  if (input.confirm !== wanted && input.confirm !== volume.name) {
    throw new AppError('bad_request', `Type ${wanted} to confirm.`, { code: 'confirm' })
  }
  if (actor.type === 'user' && now().getTime() - (actor.signedInAt?.getTime() ?? 0) > freshMs) {
    throw new AppError('precondition', 'This cannot be undone, so enter your password again first.', {
      code: 'reauth',
      reason: 'sign_in_again',
    })
  }
}
