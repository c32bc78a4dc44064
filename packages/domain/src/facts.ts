import { z } from 'zod'

/**
 * What an agent observes at one engine and sends to the server. Times are ISO 8601 in the agent's clock. Fields that came later have a
 * default, so that the facts of a host that has not reported since are still read.
 */

const Time = z.iso.datetime({ offset: true })
const Text = (max: number) => z.string().max(max)
/** Caps of the protocol: the agent cuts and marks (see `cap-labels.ts`), the server refuses anything larger. */
export const caps = { labels: 64, labelKey: 256, labelValue: 1024, name: 512, path: 4096, error: 2048, mounts: 256 } as const

export const Labels = z
  .record(Text(caps.labelKey), Text(caps.labelValue + 64))
  .refine((labels) => Object.keys(labels).length <= caps.labels + 1, 'too many labels')
export type Labels = z.infer<typeof Labels>

const Bytes = z.number().int().nonnegative()
const Count = z.number().int().nonnegative()

/** As `df` and `df -i` count: `availableBytes` is what ordinary users may still take. Inodes null where the file system has no fixed number. */
export const FilesystemFact = z.strictObject({
  totalBytes: Bytes,
  usedBytes: Bytes,
  availableBytes: Bytes,
  totalInodes: Count.nullable().default(null),
  usedInodes: Count.nullable().default(null),
})
export type FilesystemFact = z.infer<typeof FilesystemFact>

/** What takes space on the data root beside volumes and writable layers. Null = unknown, then `reason` says why. Image layers count once. */
export const EngineUsage = z.strictObject({
  imageBytes: Bytes.nullable(),
  imageReason: Text(caps.error).nullable(),
  buildCacheBytes: Bytes.nullable(),
  buildCacheReason: Text(caps.error).nullable(),
})
export type EngineUsage = z.infer<typeof EngineUsage>

export const EngineFact = z.strictObject({
  engineId: Text(256),
  hostname: Text(256),
  version: Text(128),
  apiVersion: Text(16),
  minApiVersion: Text(16).nullable(),
  os: Text(256),
  kernel: Text(256),
  arch: Text(64),
  storageDriver: Text(128),
  storeKind: z.enum(['graphdriver', 'containerd']),
  dataRoot: Text(caps.path),
  bootId: Text(64).nullable(),
  swarm: z.enum(['inactive', 'worker', 'manager']),
  volumePlugins: z.array(Text(256)).max(256),
  filesystem: FilesystemFact.nullable(),
  usage: EngineUsage.nullable().default(null),
  warnings: z.array(Text(caps.error)).max(64),
})
export type EngineFact = z.infer<typeof EngineFact>

/** `how`: the kind of reference. `anonymous` as the engine reports or as its name tells (V21). */
export const MountFact = z.strictObject({
  type: z.enum(['volume', 'bind', 'tmpfs', 'image', 'npipe', 'cluster', 'other']),
  name: Text(caps.name).nullable(),
  driver: Text(256).nullable(),
  source: Text(caps.path),
  /** Where `source` of a bind leads on the host when links are followed, if that is elsewhere and the agent can see it. */
  realSource: Text(caps.path).nullable().default(null),
  destination: Text(caps.path),
  rw: z.boolean(),
  propagation: Text(32),
  anonymous: z.boolean(),
})
export type MountFact = z.infer<typeof MountFact>

export const ContainerState = z.enum(['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead', 'unknown'])
export type ContainerState = z.infer<typeof ContainerState>
/** Running, paused and restarting containers can write; every state counts as a use (A1, A2, A31). */
export const activeStates: readonly ContainerState[] = ['running', 'paused', 'restarting']

export const ContainerFact = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{64}$/),
  name: Text(caps.name),
  image: Text(1024),
  imageId: Text(256),
  state: ContainerState,
  exitCode: z.number().int().nullable(),
  createdAt: Time.nullable(),
  startedAt: Time.nullable(),
  finishedAt: Time.nullable(),
  restartPolicy: Text(64),
  readonlyRootfs: z.boolean(),
  storageDriver: Text(128),
  layerPath: Text(caps.path).nullable(),
  logDriver: Text(64),
  /** Size of the image as the engine lists it: read-only, shared by every container of the image. Null = not told. */
  imageBytes: Bytes.nullable().default(null),
  labels: Labels,
  project: Text(caps.name).nullable(),
  service: Text(caps.name).nullable(),
  swarmService: Text(caps.name).nullable(),
  mounts: z.array(MountFact).max(caps.mounts),
})
export type ContainerFact = z.infer<typeof ContainerFact>

/** What a path is for, by the rules of `path-class.ts`. */
export const PathClass = z.enum(['data', 'config', 'log', 'cache', 'package', 'temp'])
export type PathClass = z.infer<typeof PathClass>

/** A directory (or a file at the top) of added data that a re-created container would not have. */
export const LostPath = z.strictObject({ path: Text(caps.path), bytes: Bytes })
export type LostPath = z.infer<typeof LostPath>

/**
 * `bytes` null = unknown, then `reason` says why; `partial`: at least so much, the time ran out. `measure`: W3, apparent on graph
 * drivers, allocated on the containerd store. `lostBytes`: added data outside temp, cache and package paths, gone when the container is
 * re-created; null = the layer cannot be read here. `logBytes`: the log files, which are no part of the layer (W8, B6).
 */
export const LayerFact = z.strictObject({
  containerId: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: Bytes.nullable(),
  reason: Text(caps.error).nullable(),
  partial: z.boolean(),
  measure: z.enum(['apparent', 'allocated']),
  files: Count.nullable(),
  lostBytes: Bytes.nullable(),
  /** Largest first, at most 5. */
  lostPaths: z.array(LostPath).max(5),
  logBytes: Bytes.nullable(),
  logReason: Text(caps.error).nullable(),
  measuredAt: Time,
})
export type LayerFact = z.infer<typeof LayerFact>

export const VolumeKind = z.enum(['named', 'anonymous', 'nfs', 'cifs', 'tmpfs', 'path', 'plugin', 'other'])
export type VolumeKind = z.infer<typeof VolumeKind>

/** `options` are redacted by the agent (K2). `problem`: why the engine could not answer fully for this volume, in words. */
export const VolumeFact = z.strictObject({
  name: z.string().min(1).max(caps.name),
  driver: Text(256),
  scope: Text(64),
  kind: VolumeKind,
  mountpoint: Text(caps.path),
  options: z.record(Text(256), Text(1024)),
  labels: Labels,
  anonymous: z.enum(['label', 'name']).nullable(),
  project: Text(caps.name).nullable(),
  createdAt: Time.nullable(),
  /** Where the `device` of a path volume leads on the host when links are followed; null for any other volume, or unseen. */
  realDevice: Text(caps.path).nullable().default(null),
  problem: Text(caps.error).nullable(),
})
export type VolumeFact = z.infer<typeof VolumeFact>

/**
 * Size of a volume. `bytes` null = unknown, then `reason` says why. By `du`: allocated bytes as GNU du counts (directories too, hard links
 * once), with the apparent bytes beside them; by `engine`: what df reports, apparent. `partial`: at least so much, the time ran out.
 * `atMostBytes`: of a volume that nobody can measure, what is used on the whole file system behind it (`statfs`).
 */
export const SizeFact = z.strictObject({
  name: z.string().min(1).max(caps.name),
  bytes: Bytes.nullable(),
  partial: z.boolean(),
  atMostBytes: Bytes.nullable(),
  apparentBytes: Bytes.nullable(),
  files: Count.nullable(),
  /** Newest modification time of any entry below the root of the volume. */
  newestWriteAt: Time.nullable(),
  reason: Text(caps.error).nullable(),
  basis: z.enum(['apparent', 'allocated']),
  method: z.enum(['du', 'engine', 'statfs']).nullable(),
  measuredAt: Time,
})
export type SizeFact = z.infer<typeof SizeFact>
