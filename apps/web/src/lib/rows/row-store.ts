import type { Rows } from './rows.ts'

interface RowBase {
  id: string
  hostId: string
}

/** The rows of one noun by id, shared by every list on screen. Order belongs to the queries, never to this store. */
export class RowStore<Row extends RowBase> implements Rows<Row> {
  readonly #load: (ids: string[]) => Promise<Row[]>
  readonly #rows = new Map<string, Row>()
  readonly #gone = new Set<string>()
  readonly #loading = new Set<string>()
  readonly #listeners = new Set<() => void>()
  #version = 0
  #error: unknown = null

  constructor(load: (ids: string[]) => Promise<Row[]>) {
    this.#load = load
  }

  /** The row as last seen, also when it is gone. */
  get = (id: string): Row | undefined => this.#rows.get(id)
  isGone = (id: string): boolean => this.#gone.has(id)
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

  /** Loads those of `ids` that are neither here nor on their way. */
  ensure(ids: readonly string[]): Promise<void> {
    return this.#fetch(ids.filter((id) => !this.#rows.has(id) && !this.#loading.has(id)))
  }

  /** Reads rows again that are here: those of `ids`, of hosts, or all. Rows that nobody looked at stay away. */
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
    for (const [id, row] of this.#rows) if (all || wanted.has(id) || hosts.has(row.hostId)) found.push(id)
    // An answer that is on its way may be older than the change.
    for (const id of this.#loading) if (!this.#rows.has(id) && (all || wanted.has(id))) found.push(id)
    return this.#fetch(found)
  }

  /** Forgets rows outside `keep` once the store holds many, so that hours of scrolling do not fill the memory. */
  trim(keep: ReadonlySet<string>, limit = 5000) {
    if (this.#rows.size <= limit) return
    for (const id of this.#rows.keys()) if (!keep.has(id)) this.#rows.delete(id)
  }

  async #fetch(ids: readonly string[]): Promise<void> {
    const blocks: string[][] = []
    for (let at = 0; at < ids.length; at += 100) blocks.push(ids.slice(at, at + 100))
    await Promise.all(blocks.map((block) => this.#fetchBlock(block)))
  }

  async #fetchBlock(block: string[]) {
    for (const id of block) this.#loading.add(id)
    try {
      const rows = await this.#load(block)
      const missing = new Set(block)
      for (const row of rows) {
        missing.delete(row.id)
        this.#rows.set(row.id, row)
        this.#gone.delete(row.id)
      }
      for (const id of missing) this.#gone.add(id)
      this.#error = null
    } catch (error) {
      this.#error = error
    } finally {
      for (const id of block) this.#loading.delete(id)
      this.#version++
      for (const listener of [...this.#listeners]) listener()
    }
  }
}
