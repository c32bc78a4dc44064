import { z } from 'zod'
import { ContainerState, LostPath, MountFact } from './facts.ts'

export const ContainerMount = MountFact.extend({ volumeId: z.string().nullable() })
export type ContainerMount = z.infer<typeof ContainerMount>

export const ContainerRow = z.object({
  id: z.string(),
  /** The row's number in list answers. */
  ref: z.number(),
  containerId: z.string(),
  hostId: z.string(),
  host: z.string(),
  hostState: z.enum(['online', 'degraded', 'unreachable', 'offline']),
  name: z.string(),
  image: z.string(),
  imageId: z.string(),
  state: ContainerState,
  exitCode: z.number().nullable(),
  createdAt: z.date().nullable(),
  startedAt: z.date().nullable(),
  finishedAt: z.date().nullable(),
  restartPolicy: z.string(),
  readonlyRootfs: z.boolean(),
  storageDriver: z.string(),
  layerBytes: z.number().nullable(),
  layerReason: z.string().nullable(),
  layerMeasure: z.enum(['apparent', 'allocated']).nullable(),
  layerMeasuredAt: z.date().nullable(),
  layerPath: z.string().nullable(),
  /** `layerBytes` is a lower bound. */
  layerPartial: z.boolean(),
  layerFiles: z.number().nullable(),
  /** Added data outside temp, cache and package paths: gone when the container is re-created. Null = unknown. */
  lostBytes: z.number().nullable(),
  lostPaths: z.array(LostPath),
  growthBytesPerDay: z.number().nullable(),
  imageBytes: z.number().nullable(),
  logDriver: z.string(),
  logBytes: z.number().nullable(),
  logReason: z.string().nullable(),
  measuring: z.boolean(),
  labels: z.record(z.string(), z.string()),
  project: z.string().nullable(),
  service: z.string().nullable(),
  mounts: z.array(ContainerMount),
  removedAt: z.date().nullable(),
})
export type ContainerRow = z.infer<typeof ContainerRow>
