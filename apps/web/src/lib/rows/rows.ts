/** Rows by their key in a list; order belongs to the list. */
export interface Rows<Row> {
  /** As last seen, also when gone; undefined until loaded. */
  get: (key: string) => Row | undefined
  isGone: (key: string) => boolean
  /** Changes whenever any row does. */
  version: () => number
  subscribe: (listener: () => void) => () => void
  /** Loads those that are not here. */
  ensure: (keys: readonly string[]) => Promise<void>
  /** May forget all others. */
  trim: (keep: ReadonlySet<string>) => void
}
