import { hostRows } from '@stowage/db/lists/host-rows'
import { AppError } from '@stowage/domain/app-error'
import type { HostRow } from '@stowage/domain/host'
import type { UserContext } from './context.ts'
import { enrolCommand, enrolCompose } from './enrol-command.ts'
import { recordActivity } from './record-activity.ts'
import { newSecretToken } from './secret-token.ts'
import { notFound, seesHost, viewerOf } from './visible-hosts.ts'

const lifeMs = 30 * 60_000

/** A token that makes one host, once, within 30 minutes; only its hash is kept. */
export async function createEnrolment({ db, actor, now, origin }: UserContext, name: string | undefined) {
  if (name !== undefined && !seesHost(actor, name)) throw new AppError('forbidden', `You would not see a host named ${name}.`)
  if (name === undefined && actor.hostPatterns.length > 0) {
    throw new AppError(
      'forbidden',
      `Give the host a name that matches ${actor.hostPatterns.join(' or ')}, so that you will see it.`,
    )
  }
  const { token, hash } = newSecretToken('swe_')
  const expiresAt = new Date(now().getTime() + lifeMs)
  const row = await db.prisma.$transaction(async (tx) => {
    const made = await tx.enrolment.create({ data: { name: name ?? null, tokenHash: hash, createdBy: actor.userId, expiresAt } })
    await recordActivity(tx, actor, {
      action: 'host.invite',
      subjectKind: 'host',
      subjectId: null,
      subject: name ?? 'a new host',
      text: `${actor.name} made an enrolment command${name ? ` for ${name}` : ''}; it works once until ${expiresAt.toISOString()}.`,
      details: { enrolmentId: made.id },
    })
    return made
  })
  return { id: row.id, token, command: enrolCommand({ origin, token }), composeYaml: enrolCompose({ origin, token }), expiresAt }
}

export type EnrolmentState = { state: 'waiting' | 'connected' | 'reporting' | 'expired'; host: HostRow | null; expiresAt: Date }

/** How far the machine with this enrolment's command has come. */
export async function enrolmentState(ctx: UserContext, id: string): Promise<EnrolmentState> {
  const row = await ctx.db.prisma.enrolment.findUnique({ where: { id } })
  const isForeign = ctx.actor.hostPatterns.length > 0 && row?.createdBy !== ctx.actor.userId
  if (!row || isForeign) throw notFound('enrolment')
  const { expiresAt } = row
  if (row.hostId === null) return { state: expiresAt <= ctx.now() ? 'expired' : 'waiting', host: null, expiresAt }
  const rows = await hostRows(ctx.db, await viewerOf(ctx), { revoked: true })
  const host = rows.find((each) => each.id === row.hostId)
  if (!host) throw notFound('enrolment')
  const has = (name: string) => host.sections.some((section) => section.name === name && section.status === 'ok')
  return { state: has('containers') && has('volumes') ? 'reporting' : 'connected', host, expiresAt }
}
