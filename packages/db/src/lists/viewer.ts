import { defaultGraceMs } from '@stowage/domain/verdict'

/** Who asks, and when. Whatever lies on a host outside `hostIds` is as if it did not exist; null = every host. */
export type Viewer = {
  hostIds: readonly string[] | null
  /** Default: the clock of this process. */
  now?: Date
  /** How long new and lately mounted volumes are left alone; default 24 h. */
  graceMs?: number
}

export const viewerNow = (who: Viewer): Date => who.now ?? new Date()
export const viewerGraceMs = (who: Viewer): number => who.graceMs ?? defaultGraceMs
