interface Pace<T> {
  commit: (items: T[]) => Promise<unknown>
  /** Shortest time between the starts of two commits. */
  everyMs: number
  /** Items wait while this is false; `wake` looks again. */
  mayCommit: () => boolean
}

/** Gathers items and commits them together: the first at once, the next not before `everyMs` and the end of the commit before. */
export function pace<T>({ commit, everyMs, mayCommit }: Pace<T>) {
  let waiting: T[] = []
  let busy = false

  async function run() {
    if (busy) return
    busy = true
    try {
      while (waiting.length > 0 && mayCommit()) {
        const items = waiting
        waiting = []
        const rest = new Promise((resolve) => setTimeout(resolve, everyMs))
        await commit(items)
        await rest
      }
    } finally {
      busy = false
    }
  }

  return {
    push(item: T) {
      waiting.push(item)
      return run()
    },
    wake: run,
    get waiting() {
      return waiting.length
    },
  }
}
