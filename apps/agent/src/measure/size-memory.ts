import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SizeFact, type VolumeFact } from '@stowage/domain/facts'
import { z } from 'zod'
import type { Clock } from '../clock.ts'
import { mayHaveWritten, type Runs } from './writers.ts'

/** `endedMs`: when it was measured, in time that never jumps. `runs`: who could write when that began. */
type Remembered = { fact: SizeFact; createdAt: string | null; tookMs: number; endedMs: number; runs: Runs }

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** A measurement that took long is repeated rarely (M7). */
const restFactor = 50

const Saved = z.array(
  z.strictObject({
    fact: SizeFact,
    createdAt: z.string().nullable(),
    tookMs: z.number(),
    agoMs: z.number().nonnegative(),
    runs: z.record(z.string(), z.string()),
    isTouched: z.boolean(),
  }),
)
const Memory = z.strictObject({ savedAt: z.number(), sizes: Saved })

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/**
 * What is known of the sizes of volumes and when each was looked at, kept across restarts: an agent that begins reads nothing that
 * could not have changed. Losing it costs one more look at everything.
 */
export class SizeMemory {
  private readonly path: string
  private readonly clock: Clock
  private readonly known = new Map<string, Remembered>()
  /** When the engine told of somebody who may have written, and may be gone before any list shows it. */
  private readonly touched = new Map<string, number>()
  /** When volumes went whose measurement may still be under way: what it finds is not of their namesakes. */
  private readonly gone = new Map<string, number>()
  private isChanged = false

  private constructor(path: string, clock: Clock) {
    this.path = path
    this.clock = clock
  }

  /** What the last process knew; nothing when it left nothing that can be read. */
  static async open(directory: string, clock: Clock): Promise<SizeMemory> {
    const memory = new SizeMemory(join(directory, 'sizes.json'), clock)
    const text = await readFile(memory.path, 'utf8').catch(() => '')
    const saved = Memory.safeParse(parsed(text))
    if (saved.success) memory.restore(saved.data)
    return memory
  }

  private restore({ savedAt, sizes }: z.infer<typeof Memory>): void {
    const now = this.clock.elapsedMs()
    const awayMs = Math.max(0, this.clock.now().getTime() - savedAt)
    for (const { agoMs, isTouched, ...rest } of sizes) {
      this.known.set(rest.fact.name, { ...rest, endedMs: now - agoMs - awayMs })
      if (isTouched) this.touched.set(rest.fact.name, now)
    }
  }

  /** A failure is no failure: the next one may work, and what is lost is measured again. */
  async save(): Promise<void> {
    if (!this.isChanged) return
    this.isChanged = false
    const now = this.clock.elapsedMs()
    const sizes = [...this.known.values()].map(({ endedMs, ...rest }) => ({
      ...rest,
      agoMs: Math.max(0, now - endedMs),
      isTouched: this.touched.has(rest.fact.name),
    }))
    const text = JSON.stringify({ savedAt: this.clock.now().getTime(), sizes })
    await writeFile(`${this.path}.new`, text, { mode: 0o600 })
      .then(() => rename(`${this.path}.new`, this.path))
      .catch(() => {})
  }

  facts(): SizeFact[] {
    return [...this.known.values()].map(({ fact }) => fact)
  }

  /** Forgets the sizes of volumes that are gone. */
  keepOnly(volumes: readonly Pick<VolumeFact, 'name'>[]): void {
    const present = new Set(volumes.map(({ name }) => name))
    for (const name of [...this.known.keys(), ...this.touched.keys()]) if (!present.has(name)) this.forget(name)
    const longAgo = this.clock.elapsedMs() - hourMs
    for (const [name, at] of this.gone) if (at < longAgo) this.gone.delete(name)
  }

  /** The volume is gone; one of the same name is another. */
  forget(name: string): void {
    this.gone.set(name, this.clock.elapsedMs())
    this.touched.delete(name)
    if (this.known.delete(name)) this.isChanged = true
  }

  has(name: string): boolean {
    return this.known.has(name)
  }

  get(name: string): SizeFact | undefined {
    return this.known.get(name)?.fact
  }

  /** Something may be writing to it, or have written just now. */
  touch(name: string): void {
    this.touched.set(name, this.clock.elapsedMs())
    this.isChanged = true
  }

  /** @param beganMs when the look began, in time that never jumps; what began before the volume went is dropped */
  keep(
    { createdAt }: Pick<VolumeFact, 'name' | 'createdAt'>,
    fact: SizeFact,
    tookMs: number,
    runs: Runs,
    beganMs = this.clock.elapsedMs() - tookMs,
  ): void {
    if ((this.gone.get(fact.name) ?? Number.NEGATIVE_INFINITY) >= beganMs) return
    this.known.set(fact.name, { fact, createdAt, tookMs, endedMs: this.clock.elapsedMs(), runs })
    if ((this.touched.get(fact.name) ?? 0) < beganMs) this.touched.delete(fact.name)
    this.isChanged = true
  }

  /**
   * Whether a volume is to be looked at: never seen, possibly written to since, or a day old; an unknown size after an hour. Not sooner
   * than `leastMs`, and than 50 times what the last look took.
   */
  isDue({ name, createdAt }: Pick<VolumeFact, 'name' | 'createdAt'>, runs: Runs, leastMs: number): boolean {
    const known = this.known.get(name)
    if (!known) return true
    const ageMs = this.clock.elapsedMs() - known.endedMs
    if (ageMs < Math.max(leastMs, known.tookMs * restFactor)) return false
    if (ageMs >= (known.fact.bytes === null ? hourMs : dayMs)) return true
    // made anew while no agent ran, or, up to 20.10, something at its top level changed (V4)
    if (known.createdAt !== createdAt) return true
    return this.touched.has(name) || mayHaveWritten(known.runs, runs)
  }
}
