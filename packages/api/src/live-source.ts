import type { LiveChange } from '@stowage/domain/list'

/** Where changes come from. `overflow` tells a listener that changes were lost, and it should read everything again. */
export interface LiveSource {
  /** Returns the function that ends listening. */
  listen(listener: { change: (change: LiveChange) => void; overflow: () => void }): () => void
}
