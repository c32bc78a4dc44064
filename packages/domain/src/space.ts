import { z } from 'zod'
import { VolumeState } from './volume.ts'

/** What fills a host, in the order and with the words of the bars. `other`: used on the file system and none of ours. */
export const spaceKinds = [
  'volumes-in-use',
  'volumes-idle',
  'volumes-orphaned',
  'layers',
  'images',
  'build-cache',
  'logs',
  'other',
] as const
export const SpaceKind = z.enum(spaceKinds)
export type SpaceKind = z.infer<typeof SpaceKind>

/** `bytes` null = nothing of it is known. `unknown`: objects that nobody could measure, so `bytes` reads "at least". */
export const SpacePart = z.object({
  kind: SpaceKind,
  bytes: z.number().nullable(),
  unknown: z.number(),
  reason: z.string().nullable(),
})
export type SpacePart = z.infer<typeof SpacePart>

export const HostSpace = z.object({
  hostId: z.string(),
  host: z.string(),
  hostState: z.enum(['online', 'degraded', 'unreachable', 'offline']),
  totalBytes: z.number().nullable(),
  usedBytes: z.number().nullable(),
  availableBytes: z.number().nullable(),
  parts: z.array(SpacePart),
  /** Of the newest figure in it. */
  measuredAt: z.date().nullable(),
})
export type HostSpace = z.infer<typeof HostSpace>

/** Largest first, at most 500 each; the rest in one sum. For the treemap and its table. */
export const HostSpaceDetail = HostSpace.extend({
  volumes: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      bytes: z.number().nullable(),
      partial: z.boolean(),
      state: VolumeState,
      active: z.boolean(),
    }),
  ),
  containers: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      image: z.string(),
      layerBytes: z.number().nullable(),
      logBytes: z.number().nullable(),
    }),
  ),
  moreVolumes: z.object({ count: z.number(), bytes: z.number() }),
  moreContainers: z.object({ count: z.number(), bytes: z.number() }),
})
export type HostSpaceDetail = z.infer<typeof HostSpaceDetail>
