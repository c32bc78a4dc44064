import { z } from 'zod'

/**
 * Lists answer in two steps, so that the order never changes under a reader: `query` returns ordered row numbers and sums, `rows` returns
 * the rows of up to 100 of them. `scope` is `host:NAME` or absent.
 */
export const ListQuery = z.strictObject({
  q: z.string().max(1000).default(''),
  sort: z.string().max(64).nullable().default(null),
  scope: z.string().max(200).nullable().default(null),
  /** Also rows whose volume or container is gone. */
  removed: z.boolean().default(false),
})
export type ListQuery = z.infer<typeof ListQuery>

/** Row numbers of one answer at most. */
export const listRefsMax = 50_000

export const ListAnswer = z.object({
  /** Row numbers in order, packed: see `refs.ts`. */
  refs: z.string(),
  total: z.number(),
  /** Rows whose size is unknown, or known in part only: `sumBytes` is then a lower bound. */
  unknown: z.number(),
  sumBytes: z.number(),
  /** Rows whose value for the order is unknown: the last so many in both directions. */
  unordered: z.number(),
  /** Unknown rows left out because a comparison in the filter cannot be answered for them. */
  leftOut: z.number(),
})
export type ListAnswer = z.infer<typeof ListAnswer>

/** Which rows: by id, or by the row number of a list's answer. */
export const RowsInput = z.union([
  z.strictObject({ ids: z.array(z.uuid()).max(100) }),
  z.strictObject({ refs: z.array(z.int32().positive()).max(100) }),
])
export type RowsInput = z.infer<typeof RowsInput>

/** What changed, pushed to browsers: they read the rows again by id. `hosts` and `all` widen where ids would be too many. */
export const LiveChange = z.object({
  topic: z.enum(['volume', 'container', 'host', 'job', 'reading', 'activity', 'all']),
  ids: z.array(z.string()),
  hostId: z.string().nullable(),
})
export type LiveChange = z.infer<typeof LiveChange>
