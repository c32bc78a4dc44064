/** Bytes that one report may still take. The first piece always fits, so that no item can block the way. */
export class FrameBudget {
  private readonly max: number
  private used = 0

  constructor(bytesMax: number) {
    this.max = bytesMax
  }

  take(bytes: number): boolean {
    if (this.used > 0 && this.used + bytes > this.max) return false
    this.used += bytes
    return true
  }
}
