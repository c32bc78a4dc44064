'use client'
import type { Sparkline } from '@stowage/domain/history'

const idsMax = 100
/** Rows that come on screen in the same moment are asked for together. */
const gatherMs = 40
/** More lines than this are not kept: hours of scrolling must not fill the memory. */
const keptMax = 2000

interface Kept {
  /** What the line was asked for: a row measured anew asks again. */
  version: number
  line: Sparkline | null
}

/** The small lines of rows on screen, asked for in blocks. A failed block is asked again when its rows come back. */
export class SparklineStore {
  readonly #load: (ids: string[]) => Promise<Sparkline[]>
  readonly #kept = new Map<string, Kept>()
  readonly #waiting = new Map<string, number>()
  readonly #listeners = new Set<() => void>()
  #timer: ReturnType<typeof setTimeout> | null = null

  constructor(load: (ids: string[]) => Promise<Sparkline[]>) {
    this.#load = load
  }

  get = (id: string): Sparkline | null | undefined => this.#kept.get(id)?.line

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** Asks for the line of a row, unless it is here as of `version`. */
  want(id: string, version: number) {
    if (this.#kept.get(id)?.version === version || this.#waiting.get(id) === version) return
    this.#waiting.set(id, version)
    this.#timer ??= setTimeout(() => this.#flush(), gatherMs)
  }

  #flush() {
    this.#timer = null
    const wanted = [...this.#waiting]
    for (let at = 0; at < wanted.length; at += idsMax) void this.#fetch(wanted.slice(at, at + idsMax))
  }

  async #fetch(wanted: readonly (readonly [string, number])[]) {
    try {
      const found = new Map((await this.#load(wanted.map(([id]) => id))).map((line) => [line.id, line]))
      if (this.#kept.size > keptMax) this.#kept.clear()
      for (const [id, version] of wanted) this.#kept.set(id, { version, line: found.get(id) ?? null })
    } catch {
      // The figure beside the line is there already; the line comes with the next look.
    } finally {
      for (const [id, version] of wanted) if (this.#waiting.get(id) === version) this.#waiting.delete(id)
      for (const listener of [...this.#listeners]) listener()
    }
  }
}
