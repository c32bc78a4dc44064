import type { SectionStatus } from '@stowage/domain/report'
import { canonicalJson, sectionHash } from '@stowage/domain/section-hash'
import type { FrameBudget } from './frame-budget.ts'

export type Digest = (text: string) => string

/** What one listing of a section told. `ok` names every item, `partial` some of them, the others none. */
export type Listing<T> =
  | { status: 'ok' | 'partial'; items: readonly T[]; error: string | null; collectedAt: string }
  | { status: 'error' | 'skipped'; error: string; collectedAt: string }

export type SectionFrame<T> = {
  status: SectionStatus
  collectedAt: string
  error: string | null
  hash: string | null
  upsert: T[]
  remove: string[]
  only: string[] | null
}

/** What a frame carried: the hash that was sent of each key, null for a removal. */
export type Taken = { keys: Map<string, string | null>; complete: boolean; headerVersion: number }

type Entry<T> = { item: T; hash: string; bytes: number }

/** One section of the inventory and what the server has not acknowledged of it. */
export class SectionState<T> {
  private readonly keyOf: (item: T) => string
  private readonly digest: Digest
  private readonly entries = new Map<string, Entry<T>>()
  private readonly dirty = new Set<string>()
  private header: { status: SectionStatus; collectedAt: string; error: string | null } | null = null
  private headerVersion = 1
  private headerSent = 0
  private needOnly = false

  constructor(keyOf: (item: T) => string, digest: Digest) {
    this.keyOf = keyOf
    this.digest = digest
  }

  get status(): SectionStatus | null {
    return this.header?.status ?? null
  }

  get error(): string | null {
    return this.header?.error ?? null
  }

  get(key: string): T | undefined {
    return this.entries.get(key)?.item
  }

  items(): T[] {
    return [...this.entries.values()].map((entry) => entry.item)
  }

  keys(): string[] {
    return [...this.entries.keys()]
  }

  /** ok replaces, partial only adds and changes, error and skipped keep what was known. */
  merge(listing: Listing<T>): void {
    const { status, error, collectedAt } = listing
    if (this.header?.status !== status || this.header.error !== error) this.headerVersion++
    this.header = { status, error, collectedAt }
    if (listing.status !== 'ok' && listing.status !== 'partial') return
    const named = new Set<string>()
    for (const item of listing.items) {
      const key = this.keyOf(item)
      named.add(key)
      this.put(key, item)
    }
    if (listing.status !== 'ok') return
    for (const key of [...this.entries.keys()]) {
      if (named.has(key)) continue
      this.entries.delete(key)
      this.dirty.add(key)
    }
  }

  /** Lets the next report carry this section's header and hash though nothing changed, so that a silent difference heals. */
  announce(): void {
    if (this.header) this.headerVersion++
  }

  /** Forgets what the server knows: everything is sent again, with the complete list of keys. */
  restart(): void {
    this.dirty.clear()
    for (const key of this.entries.keys()) this.dirty.add(key)
    this.needOnly = true
    this.headerVersion++
  }

  hasWork(): boolean {
    if (!this.header) return false
    if (this.headerSent !== this.headerVersion) return true
    if (this.header.status === 'ok') return this.dirty.size > 0 || this.needOnly
    if (this.header.status === 'partial') return [...this.dirty].some((key) => this.entries.has(key))
    return false
  }

  /** The next frame of this section within the budget, or null when nothing is to be said or nothing fits. */
  take(budget: FrameBudget): { frame: SectionFrame<T>; taken: Taken } | null {
    if (!this.header || !this.hasWork()) return null
    const { status, collectedAt, error } = this.header
    const keys = new Map<string, string | null>()
    const taken = { keys, complete: true, headerVersion: this.headerVersion }
    const frame: SectionFrame<T> = { status, collectedAt, error, hash: null, upsert: [], remove: [], only: null }
    if (status === 'error' || status === 'skipped') return { frame, taken }

    for (const key of this.dirty) {
      const entry = this.entries.get(key)
      if (!entry) continue
      if (!budget.take(entry.bytes)) {
        taken.complete = false
        break
      }
      frame.upsert.push(entry.item)
      keys.set(key, entry.hash)
    }
    if (taken.complete && status === 'ok') taken.complete = this.close(frame, keys, budget)
    if (taken.complete) return { frame, taken }
    if (frame.upsert.length === 0) return null
    return { frame: { ...frame, status: 'partial', error: 'The list continues in the next report.' }, taken }
  }

  /** The server holds what the frame carried. */
  acknowledge(taken: Taken, frame: SectionFrame<T>): void {
    for (const [key, hash] of taken.keys) {
      if ((this.entries.get(key)?.hash ?? null) === hash) this.dirty.delete(key)
    }
    if (!taken.complete) return
    this.headerSent = taken.headerVersion
    if (frame.only) this.needOnly = false
  }

  private put(key: string, item: T): void {
    const known = this.entries.get(key)
    if (known?.item === item) return
    const text = canonicalJson(item)
    const hash = this.digest(text)
    if (known?.hash === hash) return
    this.entries.set(key, { item, hash, bytes: Buffer.byteLength(text) + 1 })
    this.dirty.add(key)
  }

  /** Adds what only a complete section may say: removals, the list of keys, the hash. */
  private close(frame: SectionFrame<T>, keys: Map<string, string | null>, budget: FrameBudget): boolean {
    const remove = [...this.dirty].filter((key) => !this.entries.has(key))
    const only = this.needOnly ? this.keys() : null
    const bytes = [...remove, ...(only ?? [])].reduce((sum, key) => sum + Buffer.byteLength(key) + 3, 0)
    if (!budget.take(bytes)) return false
    for (const key of remove) keys.set(key, null)
    frame.remove = remove
    frame.only = only
    frame.hash = sectionHash(
      [...this.entries.values()].map((entry) => entry.hash),
      this.digest,
    )
    return true
  }
}
