import type { Host, Prisma } from '@stowage/db/generated/client'
import { notifyJobs, notifyLive } from '@stowage/db/notify'
import { AppError } from '@stowage/domain/app-error'
import { EngineFact } from '@stowage/domain/facts'
import { defaultHostPolicy, HostPolicy } from '@stowage/domain/host-policy'
import { VolumeCreateParams } from '@stowage/domain/job'
import { checkCreate } from '@stowage/domain/option-policy'
import { canonicalJson } from '@stowage/domain/section-hash'
import type { UserContext } from './context.ts'
import { queryable } from './queryable.ts'
import { recordActivity } from './record-activity.ts'
import { notFound, seesHost } from './visible-hosts.ts'
import type { CreateInput } from './volume-input.ts'

export type CreateResult = { hostId: string; host: string; jobId: string | null; error: string | null }

/** One job per host that takes it, all in one transaction; the others get their reason. Throws `not_found` when any host is not the caller's. */
export async function createVolume(ctx: UserContext, input: CreateInput): Promise<{ results: CreateResult[] }> {
  const ids = [...new Set(input.hostIds)]
  const found = await ctx.db.prisma.host.findMany({ where: { id: { in: ids } } })
  const hosts = new Map(found.filter((host) => seesHost(ctx.actor, host.name)).map((host) => [host.id, host]))
  if (hosts.size < ids.length) throw notFound('host')
  const { name, driver, options, labels } = input
  const params = VolumeCreateParams.parse({ name, driver, options, labels })
  const results = await ctx.db.prisma.$transaction(async (tx) => {
    const all: CreateResult[] = []
    for (const id of ids) {
      const host = hosts.get(id)
      if (host)
        all.push({ hostId: id, host: host.name, ...(await createOn(tx, ctx, host, params, `${input.idempotencyKey}:${id}`)) })
    }
    return all
  })
  return { results }
}

type OneResult = Pick<CreateResult, 'jobId' | 'error'>

async function createOn(
  tx: Prisma.TransactionClient,
  ctx: UserContext,
  host: Host,
  params: VolumeCreateParams,
  idempotencyKey: string,
): Promise<OneResult> {
  const { actor } = ctx
  const before = await tx.job.findUnique({ where: { idempotencyKey } })
  if (before) return sameAgain(before, actor.userId, params)
  const refusal = refusalOf(host, params)
  if (refusal) return { jobId: null, error: refusal }
  const made = await tx.job.createManyAndReturn({
    data: {
      kind: 'volume.create',
      hostId: host.id,
      volumeName: params.name,
      params,
      idempotencyKey,
      requestedById: actor.userId,
      requestedBy: actor.name,
      via: actor.via,
      stages: [{ stage: 'queued', at: ctx.now().toISOString() }],
    },
    // One open job per volume: the index in the database decides between requests at once.
    skipDuplicates: true,
  })
  const [job] = made
  const same = job ? null : await tx.job.findUnique({ where: { idempotencyKey } })
  if (same) return sameAgain(same, actor.userId, params)
  if (!job) return { jobId: null, error: `Another job on ${params.name} is open on ${host.name}. Wait for it to end.` }
  const connection = queryable(tx)
  await recordActivity(tx, actor, {
    action: 'volume.create',
    subjectKind: 'volume',
    subjectId: null,
    subject: params.name,
    host: { id: host.id, name: host.name },
    result: 'intent',
    text: `${actor.name} asked ${host.name} to create ${params.name} (${params.driver}).`,
    details: { jobId: job.id },
  })
  await notifyJobs(connection, host.id)
  await notifyLive(connection, [{ topic: 'job', ids: [job.id], hostId: host.id }])
  return { jobId: job.id, error: null }
}

type Before = { id: string; kind: string; requestedById: string; params: unknown }

function sameAgain(before: Before, userId: string, params: VolumeCreateParams): OneResult {
  const isSame =
    before.kind === 'volume.create' && before.requestedById === userId && canonicalJson(before.params) === canonicalJson(params)
  if (!isSame) throw new AppError('conflict', 'This idempotency key was used for another request.')
  return { jobId: before.id, error: null }
}

/** What the host's reported policy says; its agent looks again and has the last word. */
function refusalOf(host: Host, params: VolumeCreateParams): string | null {
  if (host.revokedAt) return `${host.name} was revoked.`
  const policy = HostPolicy.safeParse(host.policy)
  const engine = EngineFact.safeParse(host.engine)
  const drivers = ['local', ...(engine.success ? engine.data.volumePlugins : [])]
  const check = checkCreate(policy.success ? policy.data : defaultHostPolicy, params, { drivers })
  return check.ok ? null : check.message
}
