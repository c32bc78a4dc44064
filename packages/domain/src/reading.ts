import { z } from 'zod'
import { caps, PathClass } from './facts.ts'

/**
 * A reading: files looked at on a host because a person asked for it now. It changes nothing on the host, so unlike a job it may be
 * repeated: an ask whose answer was lost is simply sent again.
 */
export const readingKinds = ['volume.size', 'volume.contents', 'layer.size', 'layer.changes'] as const
export const ReadingKind = z.enum(readingKinds)
export type ReadingKind = z.infer<typeof ReadingKind>

/** `subject`: the volume's name, or the container's engine id. */
export const ReadingAsk = z.strictObject({ id: z.uuid(), kind: ReadingKind, subject: z.string().min(1).max(caps.name) })
export type ReadingAsk = z.infer<typeof ReadingAsk>

/** Entries of one tree on the wire and in the table; beyond that the largest are kept. */
export const treeEntriesMax = 10_000

/**
 * One path of a tree, relative to its root without a leading slash for volumes, absolute in the container for layers. A directory's
 * `bytes` and `files` include everything below it. `change`: against the image (layers only). `bytes` null = nobody could read it.
 */
export const TreeEntry = z.strictObject({
  path: z.string().max(caps.path),
  type: z.enum(['file', 'directory', 'link', 'other']),
  change: z.enum(['added', 'changed', 'deleted']).nullable(),
  bytes: z.number().int().nonnegative().nullable(),
  files: z.number().int().nonnegative().nullable(),
  class: PathClass.nullable(),
})
export type TreeEntry = z.infer<typeof TreeEntry>

/**
 * What a reading found. Contents of a volume: directories only, with the allocated bytes below them. Changes of a layer: every changed
 * path, with apparent bytes. `total`: paths there were; `entries` holds the largest of them when it is fewer.
 */
export const Tree = z.strictObject({
  basis: z.enum(['apparent', 'allocated']),
  bytes: z.number().int().nonnegative().nullable(),
  files: z.number().int().nonnegative().nullable(),
  /** The time ran out: everything here is "at least". */
  partial: z.boolean(),
  total: z.number().int().nonnegative(),
  entries: z.array(TreeEntry).max(treeEntriesMax),
  /** Why sizes are missing, where they are. */
  reason: z.string().max(caps.error).nullable(),
})
export type Tree = z.infer<typeof Tree>

/** From the agent: how far a reading is, and in the end what it found. */
export const ReadingNews = z.strictObject({
  id: z.uuid(),
  state: z.enum(['reading', 'done', 'failed']),
  /** Counted so far. */
  bytes: z.number().int().nonnegative().nullable(),
  files: z.number().int().nonnegative().nullable(),
  /** Of `failed`: why, in words. */
  reason: z.string().max(caps.error).nullable(),
  tree: Tree.nullable(),
})
export type ReadingNews = z.infer<typeof ReadingNews>

/** A reading as people see it. */
export const ReadingRow = z.object({
  id: z.string(),
  kind: ReadingKind,
  hostId: z.string(),
  host: z.string(),
  /** Row id of the volume or container. */
  subjectId: z.string(),
  state: z.enum(['asked', 'reading', 'done', 'failed']),
  askedBy: z.string(),
  askedAt: z.date(),
  finishedAt: z.date().nullable(),
  bytes: z.number().nullable(),
  files: z.number().nullable(),
  reason: z.string().nullable(),
})
export type ReadingRow = z.infer<typeof ReadingRow>

export const ReadingDetail = ReadingRow.extend({ tree: Tree.nullable() })
export type ReadingDetail = z.infer<typeof ReadingDetail>
