const firstMs = 500
const mostMs = 60_000
const healthyMs = 60_000

/**
 * Waiting times between connections: full jitter in 0.5 s … 60 s, doubling with each failure, back to the start after a healthy minute.
 * `random` gives 0 ≤ x < 1, `now` milliseconds of a clock that never jumps.
 */
export class BackOff {
  private readonly random: () => number
  private readonly now: () => number
  private failures = 0
  private connectedAt: number | null = null

  constructor(random: () => number, now: () => number) {
    this.random = random
    this.now = now
  }

  connected(): void {
    this.connectedAt = this.now()
  }

  /** Milliseconds to wait before the next attempt. */
  failed(): number {
    if (this.connectedAt !== null && this.now() - this.connectedAt >= healthyMs) this.failures = 0
    this.connectedAt = null
    const span = Math.min(mostMs, firstMs * 2 ** Math.min(this.failures, 20))
    this.failures++
    return Math.round(this.random() * span)
  }
}
