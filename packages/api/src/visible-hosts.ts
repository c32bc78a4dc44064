import type { PrismaClient } from '@stowage/db/client'
import { type HostFacts, hostFacts } from '@stowage/db/lists/host-facts'
import type { Viewer } from '@stowage/db/lists/viewer'
import { AppError } from '@stowage/domain/app-error'
import { globMatches } from '@stowage/domain/glob'
import type { Actor } from './actor.ts'
import type { UserContext } from './context.ts'

type Scoped = Pick<Actor, 'hostPatterns'>

/** The one answer for what does not exist and for what the caller may not see (AZ3). */
export const notFound = (what: string) =>
  new AppError('not_found', `No ${what} with this id in your scope. It may have been removed.`)

export const seesHost = (actor: Scoped, hostName: string): boolean =>
  actor.hostPatterns.length === 0 || actor.hostPatterns.some((pattern) => globMatches(pattern, hostName))

/** Ids of the hosts the caller may see; null = every host. */
export async function visibleHostIds(prisma: Pick<PrismaClient, 'host'>, actor: Scoped): Promise<string[] | null> {
  if (actor.hostPatterns.length === 0) return null
  const hosts = await prisma.host.findMany({ select: { id: true, name: true } })
  return hosts.filter((host) => seesHost(actor, host.name)).map((host) => host.id)
}

/** The caller as the lists of packages/db know them. */
export async function viewerOf({ db, actor, now }: UserContext): Promise<Viewer> {
  return { hostIds: await visibleHostIds(db.prisma, actor), now: now() }
}

/** The host, revoked or not. Throws the same `not_found` for a foreign one and for none. */
export async function requireHost(ctx: UserContext, id: string): Promise<HostFacts> {
  const [host] = await hostFacts(ctx.db, await viewerOf(ctx), { ids: [id] })
  if (!host) throw notFound('host')
  return host
}
