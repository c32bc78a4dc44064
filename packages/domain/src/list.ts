import { z } from 'zod'

/**
 * Lists answer in two steps, so that the order never changes under a reader: `query` returns ordered ids and sums, `rows` returns the
 * rows of up to 100 ids. `scope` is `host:NAME` or absent.
 */
export const ListQuery = z.strictObject({
  q: z.string().max(1000).default(''),
  sort: z.string().max(64).nullable().default(null),
  scope: z.string().max(200).nullable().default(null),
  /** Also rows whose volume or container is gone. */
  removed: z.boolean().default(false),
})
export type ListQuery = z.infer<typeof ListQuery>

export const listIdsMax = 50_000

export const ListAnswer = z.object({
  ids: z.array(z.string()),
  total: z.number(),
  /** Rows whose size is unknown: they follow the last known row in both directions. */
  unknown: z.number(),
  sumBytes: z.number(),
  /** Unknown rows left out because a comparison in the filter cannot be answered for them. */
  leftOut: z.number(),
})
export type ListAnswer = z.infer<typeof ListAnswer>

export const RowsInput = z.strictObject({ ids: z.array(z.uuid()).max(100) })

/** What changed, pushed to browsers: they read the rows again by id. `hosts` and `all` widen where ids would be too many. */
export const LiveChange = z.object({
  topic: z.enum(['volume', 'container', 'host', 'job', 'reading', 'activity', 'all']),
  ids: z.array(z.string()),
  hostId: z.string().nullable(),
})
export type LiveChange = z.infer<typeof LiveChange>
