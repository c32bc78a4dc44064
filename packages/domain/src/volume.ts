import { z } from 'zod'
import { ContainerState, VolumeKind } from './facts.ts'

/** The verdict on a volume. `unknown` wins over `orphan`: what could not be checked is never a candidate. */
export const VolumeState = z.enum(['used', 'orphan', 'protected', 'unknown'])
export type VolumeState = z.infer<typeof VolumeState>

/** One reference to a volume. `how`: volume = mounted as a volume, bind = a path inside its directory. */
export const VolumeUse = z.object({
  containerRowId: z.string(),
  container: z.string(),
  hostId: z.string(),
  hostName: z.string(),
  image: z.string(),
  project: z.string().nullable(),
  state: ContainerState,
  path: z.string(),
  rw: z.boolean(),
  how: z.enum(['volume', 'bind']),
})
export type VolumeUse = z.infer<typeof VolumeUse>

export const VolumeRow = z.object({
  id: z.string(),
  /** The row's number in list answers. */
  ref: z.number(),
  hostId: z.string(),
  host: z.string(),
  /** Link of the host: its rows are last-known when it is not online. */
  hostState: z.enum(['online', 'degraded', 'unreachable', 'offline']),
  name: z.string(),
  driver: z.string(),
  scope: z.string(),
  kind: VolumeKind,
  anonymous: z.boolean(),
  labels: z.record(z.string(), z.string()),
  options: z.record(z.string(), z.string()),
  mountpoint: z.string(),
  project: z.string().nullable(),
  state: VolumeState,
  stateReason: z.string(),
  /** Screen pill; finer than the verdict. */
  pill: z.enum(['in-use', 'idle', 'orphaned', 'unknown', 'unreachable', 'protected', 'removed']),
  sizeBytes: z.number().nullable(),
  sizeReason: z.string().nullable(),
  sizeBasis: z.enum(['apparent', 'allocated']).nullable(),
  sizeMeasuredAt: z.date().nullable(),
  /** `sizeBytes` is a lower bound: the time ran out while counting (B14). */
  sizePartial: z.boolean(),
  /** Of a volume whose own size is unknown: what the whole file system behind it holds. */
  sizeAtMostBytes: z.number().nullable(),
  sizeApparentBytes: z.number().nullable(),
  sizeMethod: z.enum(['du', 'engine', 'statfs']).nullable(),
  files: z.number().nullable(),
  newestWriteAt: z.date().nullable(),
  /** Over the last 7 days; null with less than a day of history. */
  growthBytesPerDay: z.number().nullable(),
  /** A reading of its size is asked for or under way. */
  measuring: z.boolean(),
  usedBy: z.array(VolumeUse),
  createdAt: z.date().nullable(),
  firstSeenAt: z.date(),
  lastMountedAt: z.date().nullable(),
  lastMountedBy: z.string().nullable(),
  removedAt: z.date().nullable(),
  share: z.string().nullable(),
  openJobId: z.string().nullable(),
})
export type VolumeRow = z.infer<typeof VolumeRow>

/**
 * Measured whole, and nothing in it. A walk counts files, for its bytes include the volume's own directory; an engine that counts none tells
 * bytes of files alone.
 */
export const isEmptyVolume = ({
  sizeBytes,
  sizePartial,
  files,
}: Pick<VolumeRow, 'sizeBytes' | 'sizePartial' | 'files'>): boolean =>
  sizeBytes !== null && !sizePartial && (files === null ? sizeBytes === 0 : files === 0)

export const TimelineRow = z.object({
  id: z.string(),
  at: z.date(),
  kind: z.enum(['first-seen', 'created', 'mounted', 'unmounted', 'grew', 'shrank', 'removed', 'returned', 'blind', 'job']),
  text: z.string(),
  container: z.string().nullable(),
  image: z.string().nullable(),
  project: z.string().nullable(),
  destination: z.string().nullable(),
  rw: z.boolean().nullable(),
  until: z.date().nullable(),
})
export type TimelineRow = z.infer<typeof TimelineRow>

export const VolumeDetail = VolumeRow.extend({
  timeline: z.array(TimelineRow),
  /** Other lives of the same name on the same host, newest first. */
  otherLives: z.array(z.object({ id: z.string(), firstSeenAt: z.date(), removedAt: z.date().nullable() })),
  /** Same name on other hosts: separate data unless proven otherwise (C12). */
  sameName: z.array(z.object({ id: z.string(), host: z.string() })),
  raw: z.unknown(),
  rawCollectedAt: z.date().nullable(),
  coveredSince: z.date().nullable(),
})
export type VolumeDetail = z.infer<typeof VolumeDetail>
