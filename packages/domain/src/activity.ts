import { z } from 'zod'

export const ActivityRow = z.object({
  seq: z.number(),
  at: z.date(),
  actorType: z.enum(['user', 'token', 'agent', 'system', 'outside']),
  actor: z.string(),
  via: z.enum(['web', 'cli', 'agent', 'server', 'outside']),
  action: z.string(),
  subjectKind: z.enum(['volume', 'container', 'host', 'user', 'token', 'job', 'server']),
  subjectId: z.string().nullable(),
  subject: z.string(),
  hostId: z.string().nullable(),
  host: z.string().nullable(),
  result: z.enum(['intent', 'ok', 'skipped', 'denied', 'failed', 'indeterminate', 'late']),
  /** How a change was attributed: A = by Stowage, D = the engine's event, no actor, E = noticed between two lists. */
  attribution: z.enum(['A', 'D', 'E']).nullable(),
  text: z.string(),
  details: z.record(z.string(), z.unknown()),
})
export type ActivityRow = z.infer<typeof ActivityRow>
