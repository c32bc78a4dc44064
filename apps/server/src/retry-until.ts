import { setTimeout as pause } from 'node:timers/promises'

type Options = {
  signal: AbortSignal
  /** Whether this failure will not heal by waiting. */
  giveUp: (error: unknown) => boolean
  onRetry: (error: unknown) => void
}

const pauseMsMax = 5_000

/** Tries again after 0.25 s to 5 s until it works, `giveUp` says stop, or the signal aborts; then throws the failure. */
export async function retryUntil<T>(action: () => Promise<T>, { signal, giveUp, onRetry }: Options): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await action()
    } catch (error) {
      if (signal.aborted || giveUp(error)) throw error
      onRetry(error)
      await pause(Math.min(pauseMsMax, 250 * 2 ** Math.min(tries, 10)), undefined, { signal })
    }
  }
}
