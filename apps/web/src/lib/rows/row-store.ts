import type { Rows } from './rows.ts'

interface RowBase {
  id: string
  ref: number
  hostId: string
}

/**
 * The rows of one noun, shared by every list on screen. A key is the row's number as text, as `listing.ts` reads it from an answer; changes
 * name rows by `id`. Order belongs to the queries, never to this store.
 */
export class RowStore<Row extends RowBase> implements Rows<Row> {
  readonly #load: (refs: number[]) => Promise<Row[]>
  readonly #rows = new Map<string, Row>()
  readonly #gone = new Set<string>()
  readonly #loading = new Set<string>()
  readonly #listeners = new Set<() => void>()
  #version = 0
  #error: unknown = null

  constructor(load: (refs: number[]) => Promise<Row[]>) {
    this.#load = load
  }

  /** The row as last seen, also when it is gone. */
  get = (key: string): Row | undefined => this.#rows.get(key)
  isGone = (key: string): boolean => this.#gone.has(key)
  /** Changes whenever any row does. */
  version = (): number => this.#version
  /** Why the last load failed, or null. */
  error = (): unknown => this.#error

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** Loads those of `keys` that are neither here nor on their way. */
  ensure(keys: readonly string[]): Promise<void> {
    return this.#fetch(keys.filter((key) => !this.#rows.has(key) && !this.#loading.has(key)))
  }

  /** Reads rows again that are here: those of these ids, of hosts, or all. Rows that nobody looked at stay away. */
  refresh({
    ids = [],
    hostIds = [],
    all = false,
  }: {
    ids?: Iterable<string>
    hostIds?: Iterable<string>
    all?: boolean
  }): Promise<void> {
    const wanted = new Set(ids)
    const hosts = new Set(hostIds)
    const found: string[] = []
    for (const [key, row] of this.#rows) if (all || wanted.has(row.id) || hosts.has(row.hostId)) found.push(key)
    // An answer that is on its way may be older than the change, and which rows it brings is not known yet.
    if (all || wanted.size > 0) for (const key of this.#loading) if (!this.#rows.has(key)) found.push(key)
    return this.#fetch(found)
  }

  /** Forgets rows outside `keep` once the store holds many, so that hours of scrolling do not fill the memory. */
  trim(keep: ReadonlySet<string>, limit = 5000) {
    if (this.#rows.size <= limit) return
    for (const key of this.#rows.keys()) if (!keep.has(key)) this.#rows.delete(key)
  }

  async #fetch(keys: readonly string[]): Promise<void> {
    const blocks: string[][] = []
    for (let at = 0; at < keys.length; at += 100) blocks.push(keys.slice(at, at + 100))
    await Promise.all(blocks.map((block) => this.#fetchBlock(block)))
  }

  async #fetchBlock(block: string[]) {
    for (const key of block) this.#loading.add(key)
    try {
      const rows = await this.#load(block.map(Number))
      const missing = new Set(block)
      for (const row of rows) {
        const key = String(row.ref)
        missing.delete(key)
        this.#rows.set(key, row)
        this.#gone.delete(key)
      }
      for (const key of missing) this.#gone.add(key)
      this.#error = null
    } catch (error) {
      this.#error = error
    } finally {
      for (const key of block) this.#loading.delete(key)
      this.#version++
      for (const listener of [...this.#listeners]) listener()
    }
  }
}
