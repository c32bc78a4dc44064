export type CallUnderWay = {
  /** Aborts at the deadline and when all calls are ended. */
  signal: AbortSignal
  /** Whether the deadline passed. */
  isLate(): boolean
  [Symbol.dispose](): void
}

export type CallsUnderWay = { begin(deadlineMs: number): CallUnderWay; endAll(): void }

/**
 * Deadlines of calls, and a way to end all calls at once. Not by `AbortSignal.any` on one long-lived signal: that keeps about 175 bytes
 * of every call for good (measured on Node 24).
 */
export function callsUnderWay(): CallsUnderWay {
  const open = new Set<AbortController>()
  let isEnded = false
  return {
    begin: (deadlineMs) => {
      const controller = new AbortController()
      let late = false
      const timer = setTimeout(() => {
        late = true
        controller.abort()
      }, deadlineMs)
      open.add(controller)
      if (isEnded) controller.abort()
      return {
        signal: controller.signal,
        isLate: () => late,
        [Symbol.dispose]: () => {
          clearTimeout(timer)
          open.delete(controller)
        },
      }
    },
    endAll: () => {
      isEnded = true
      for (const controller of open) controller.abort()
    },
  }
}
