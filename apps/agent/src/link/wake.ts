/** A flag to sleep on: `raise` before or during `wait` ends it once. */
export class Wake {
  private raised = false
  private waiter: (() => void) | null = null

  raise(): void {
    this.raised = true
    this.waiter?.()
  }

  /** Waits for a raise or the abort, whichever comes first. */
  async wait(signal: AbortSignal): Promise<void> {
    if (!this.raised && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const end = () => {
          signal.removeEventListener('abort', end)
          this.waiter = null
          resolve()
        }
        this.waiter = end
        signal.addEventListener('abort', end, { once: true })
      })
    }
    this.raised = false
  }
}
