/** Milliseconds after which a call is given up (A8). */
export type Deadlines = {
  /** Lists and inspects (FA8). */
  read: number
  /** Whatever may ask a volume plugin: one that is down costs 15 s (A13). */
  volumes: number
  /** Volume create and remove; the engine goes on after our deadline, so the outcome is then unknown. */
  write: number
  /** Size of one writable layer: grows with its number of files (W4). */
  layer: number
  /** Our own walk of one writable layer, at the lowest priority; what was counted by then is told as "at least". */
  layerWalk: number
  /** `changes` of one container: the engine walks layer and image in full (C2). */
  changes: number
  /** `/system/df`: minutes on large volumes (M3). */
  sizes: number
  /** The file system of the data root, which may be a network's: after that nothing is looked at there (M6). */
  disk: number
}

export const defaultDeadlines: Deadlines = {
  read: 15_000,
  volumes: 25_000,
  write: 60_000,
  layer: 60_000,
  layerWalk: 300_000,
  changes: 120_000,
  sizes: 600_000,
  disk: 5000,
}
