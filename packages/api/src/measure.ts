import { AppError } from '@stowage/domain/app-error'
import { ReadingRow } from '@stowage/domain/reading'
import { z } from 'zod'
import { askFor } from './ask-readings.ts'
import type { UserContext } from './context.ts'
import { notFound, requireHost, viewerOf } from './visible-hosts.ts'

export const MeasureInput = z.union([
  z.strictObject({ ids: z.array(z.uuid()).min(1).max(200) }),
  z.strictObject({ hostId: z.uuid() }),
])
export type MeasureInput = z.infer<typeof MeasureInput>

/** `asked` may be more than the readings listed: those are at most 200. */
export const Measuring = z.object({ asked: z.number(), readings: z.array(ReadingRow) })
export type Measuring = z.infer<typeof Measuring>

const nouns = {
  volume: { kind: 'volume.size', things: 'volumes' },
  container: { kind: 'layer.size', things: 'writable layers' },
} as const

/** Measures these, or everything on a host. Those that are gone are left out. Throws `not_found` when any is not the caller's to see. */
export async function measure(ctx: UserContext, noun: keyof typeof nouns, input: MeasureInput): Promise<Measuring> {
  const { kind, things } = nouns[noun]
  if ('hostId' in input) {
    const host = await requireHost(ctx, input.hostId)
    if (host.revoked) throw new AppError('precondition', `${host.name} was revoked: nothing on it can be measured.`)
    return askFor(ctx, { kind, of: input }, (asked) => ({
      action: kind,
      subjectKind: 'host',
      subjectId: host.id,
      subject: host.name,
      host: { id: host.id, name: host.name },
      text: `${ctx.actor.name} asked ${host.name} to measure all its ${things}, ${asked} in number.`,
      details: { asked },
    }))
  }
  await requireSeen(ctx, noun, input.ids)
  const measuring = await askFor(ctx, { kind, of: input }, null)
  if (measuring.asked === 0) throw gone(noun)
  return measuring
}

const gone = (noun: string) =>
  new AppError('precondition', `The ${noun} is gone, or its host was revoked: there is nothing to look at.`)

type Subject = { id: string; name: string; hostId: string; host: string }

/** Looks at the files of one volume or one writable layer, and logs who did. */
export async function readTree(ctx: UserContext, noun: 'volume' | 'container', id: string): Promise<ReadingRow> {
  const [subject] = await requireSeen(ctx, noun, [id])
  const kind = noun === 'volume' ? 'volume.contents' : 'layer.changes'
  if (!subject) throw notFound(noun)
  const host = { id: subject.hostId, name: subject.host }
  const { name } = ctx.actor
  const text =
    noun === 'volume'
      ? `${name} asked ${host.name} for the directories in ${subject.name}.`
      : `${name} asked ${host.name} for the changes in the writable layer of ${subject.name}.`
  const { readings } = await askFor(ctx, { kind, of: { ids: [id] } }, (asked) => {
    if (asked === 0) throw gone(noun)
    return { action: kind, subjectKind: noun, subjectId: id, subject: subject.name, host, text, details: {} }
  })
  const [reading] = readings
  if (!reading) throw gone(noun)
  return reading
}

/** The subjects, in no order. Throws `not_found` when any is none or foreign. */
export async function requireSeen(ctx: UserContext, noun: 'volume' | 'container', ids: readonly string[]): Promise<Subject[]> {
  const { hostIds } = await viewerOf(ctx)
  const query = {
    where: { id: { in: [...ids] }, ...(hostIds === null ? {} : { hostId: { in: [...hostIds] } }) },
    select: { id: true, name: true, hostId: true, host: { select: { name: true } } },
  }
  const { volume, container } = ctx.db.prisma
  const found = noun === 'volume' ? await volume.findMany(query) : await container.findMany(query)
  if (found.length < new Set(ids).size) throw notFound(noun)
  return found.map(({ host, ...subject }) => ({ ...subject, host: host.name }))
}
