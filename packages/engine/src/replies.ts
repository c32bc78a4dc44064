import { z } from 'zod'

/** What engines 20.10 to 29 send, as far as we read it. Lenient: any field may be null or absent (V1), unknown ones are ignored. */

const text = z.string().nullish()
const flag = z.boolean().nullish()
const number = z.number().nullish()
const texts = z
  .record(
    z.string(),
    z
      .string()
      .nullable()
      .transform((value) => value ?? ''),
  )
  .nullish()
const list = <T extends z.ZodType>(item: T) => z.array(item).nullish()

export const VersionReply = z.object({ ApiVersion: z.string(), MinAPIVersion: text, Version: text })

export const InfoReply = z.object({
  ID: text,
  Name: text,
  ServerVersion: text,
  OperatingSystem: text,
  KernelVersion: text,
  Architecture: text,
  Driver: text,
  DriverStatus: list(z.array(z.string())),
  DockerRootDir: text,
  Plugins: z.object({ Volume: list(z.string()) }).nullish(),
  Swarm: z.object({ LocalNodeState: text, ControlAvailable: flag }).nullish(),
  Warnings: list(z.string()),
})
export type InfoReply = z.infer<typeof InfoReply>

export const MountReply = z.object({
  Type: text,
  Name: text,
  Source: text,
  Destination: text,
  Driver: text,
  RW: flag,
  Propagation: text,
})
export type MountReply = z.infer<typeof MountReply>

export const ContainerListReply = z.array(
  z.object({
    Id: z.string(),
    Names: list(z.string()),
    Image: text,
    ImageID: text,
    Created: number,
    State: text,
    Status: text,
    Labels: texts,
    Mounts: list(MountReply),
  }),
)
export type ContainerListItem = z.infer<typeof ContainerListReply>[number]

export const ContainerReply = z.object({
  Id: z.string(),
  Name: text,
  Created: text,
  Image: text,
  Driver: text,
  LogPath: text,
  SizeRw: number,
  SizeRootFs: number,
  State: z.object({ Status: text, ExitCode: number, StartedAt: text, FinishedAt: text }).nullish(),
  GraphDriver: z.object({ Name: text, Data: z.record(z.string(), z.unknown()).nullish() }).nullish(),
  /** API >= 1.52 with the containerd store, instead of GraphDriver (W1). */
  Storage: z.object({ RootFS: z.object({ Snapshot: z.object({ Name: text }).nullish() }).nullish() }).nullish(),
  HostConfig: z
    .object({
      RestartPolicy: z.object({ Name: text, MaximumRetryCount: number }).nullish(),
      ReadonlyRootfs: flag,
      LogConfig: z.object({ Type: text }).nullish(),
      Tmpfs: texts,
      VolumesFrom: list(z.string()),
    })
    .nullish(),
  Config: z.object({ Image: text, Labels: texts }).nullish(),
  Mounts: list(MountReply),
})
export type ContainerReply = z.infer<typeof ContainerReply>

export const VolumeReply = z.object({
  Name: z.string().min(1),
  Driver: text,
  Mountpoint: text,
  Labels: texts,
  Options: texts,
  Scope: text,
  CreatedAt: text,
  /** Sent by `/system/df` only (V2). */
  UsageData: z.object({ Size: number, RefCount: number }).nullish(),
})
export type VolumeReply = z.infer<typeof VolumeReply>

export const VolumeListReply = z.object({ Volumes: list(VolumeReply), Warnings: list(z.string()) })

/** Null after a failed start (C1). `Kind`: 0 changed, 1 added, 2 deleted. */
export const ChangesReply = z.array(z.object({ Path: z.string(), Kind: z.number() })).nullable()

/** Both shapes: `Volumes` up to API 1.51 and without `verbose`, `VolumeUsage.Items` from 1.52 (M2). */
export const DiskUsageReply = z.object({
  Volumes: list(VolumeReply),
  VolumeUsage: z.object({ Items: list(VolumeReply) }).nullish(),
})
export type DiskUsageReply = z.infer<typeof DiskUsageReply>

const total = z.object({ TotalSize: number }).nullish()
/** Images and build cache of `/system/df`, in both shapes (M2). */
export const UsageReply = z.object({
  LayersSize: number,
  BuildCache: list(z.object({ Size: number, Shared: flag })),
  ImageUsage: total,
  BuildCacheUsage: total,
})
export type UsageReply = z.infer<typeof UsageReply>

export const ImageListReply = z.array(z.object({ Id: z.string(), Size: number }))
