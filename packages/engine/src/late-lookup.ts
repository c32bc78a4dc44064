export type LateLookupOptions<V> = {
  /** Values of these keys; those that it leaves out have none. */
  fetch: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>
  /** After that a key is looked up again, and until then its old value serves. */
  maxAgeMs: number
  /** Something is known now that was not. */
  onLearned: () => void
}

/**
 * What is looked up beside a list, which never waits for it: the list has what is known by then, and is made again once there is more.
 */
export class LateLookup<V> {
  private readonly options: LateLookupOptions<V>
  private readonly known = new Map<string, { value: V | null; atMs: number }>()
  private running = false

  constructor(options: LateLookupOptions<V>) {
    this.options = options
  }

  get(key: string): V | null {
    return this.known.get(key)?.value ?? null
  }

  /** These keys and no others matter from now on. */
  want(keys: Iterable<string>): void {
    const wanted = new Set(keys)
    for (const key of [...this.known.keys()]) if (!wanted.has(key)) this.known.delete(key)
    const since = performance.now() - this.options.maxAgeMs
    const missing = [...wanted].filter((key) => (this.known.get(key)?.atMs ?? Number.NEGATIVE_INFINITY) < since)
    if (missing.length > 0 && !this.running) void this.look(missing)
  }

  private async look(keys: readonly string[]): Promise<void> {
    this.running = true
    // a look that fails is made again in its time, as one that found nothing
    const found = await this.options.fetch(keys).catch(() => null)
    const atMs = performance.now()
    let isNew = false
    for (const key of keys) {
      const before = this.get(key)
      const value = found ? (found.get(key) ?? null) : before
      isNew ||= value !== before
      this.known.set(key, { value, atMs })
    }
    this.running = false
    if (isNew) this.options.onLearned()
  }
}
