/** Work that costs so much that only some of it runs at a time; the rest waits its turn. */
export function slowLane({ atOnce, waitingMax }: { atOnce: number; waitingMax: number }) {
  let running = 0
  const waiting: (() => void)[] = []
  return {
    /** Whether a newcomer would wait behind as many as are allowed to. Ask before taking work from a stranger. */
    isFull: () => waiting.length >= waitingMax,
    async run<T>(work: () => Promise<T>): Promise<T> {
      if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
      else running += 1
      try {
        return await work()
      } finally {
        // The place is handed on, so that nobody who comes now overtakes.
        const next = waiting.shift()
        if (next) next()
        else running -= 1
      }
    },
  }
}
