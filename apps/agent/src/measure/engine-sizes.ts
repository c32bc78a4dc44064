import type { VolumeFact } from '@stowage/domain/facts'
import type { Engine } from '@stowage/engine/connect'
import type { SizeListing } from '@stowage/engine/volume-sizes'
import type { Clock } from '../clock.ts'
import type { Runs } from './writers.ts'

/** `runsOf`: who could write when it began. */
export type EngineAnswer = SizeListing & { tookMs: number; runsOf: (volume: string) => Runs }

export type EngineSizesOptions = {
  clock: Clock
  leastMs: number
  /** Who could write to which volume right now. */
  writers: () => (volume: string) => Runs
  onAnswer: (answer: EngineAnswer) => void
}

const restFactor = 50
/** Each failure in a row doubles the rest, so often at most. */
const failuresMax = 6

/** The engine's own measurement of all plain volumes at once, where nobody else can: minutes of work for a large host (M3). */
export class EngineSizes {
  private readonly options: EngineSizesOptions
  private underWay: { answer: Promise<EngineAnswer>; beganMs: number } | null = null
  private last: { answer: EngineAnswer; beganMs: number } | null = null
  private failures = 0
  private notBeforeMs = 0

  constructor(options: EngineSizesOptions) {
    this.options = options
  }

  /** Why there is no newer answer, null when the last one was whole. */
  get trouble(): { status: 'skipped' | 'error'; error: string } | null {
    const { status = 'ok', error = null } = this.last?.answer ?? {}
    return status === 'ok' ? null : { status, error: error ?? 'The volumes were not measured.' }
  }

  /** Begins a measurement unless one goes on or the last one asks for more rest. Does not wait: an engine may never answer. */
  ask(engine: Engine, volumes: readonly VolumeFact[]): void {
    if (this.options.clock.elapsedMs() >= this.notBeforeMs) void this.begin(engine, volumes).answer
  }

  /**
   * An answer that was begun after `sinceMs` or is under way, for a person who asked then.
   * @returns null when the engine takes longer than `patienceMs`; the answer then comes as any other
   */
  async now(engine: Engine, volumes: readonly VolumeFact[], sinceMs: number, patienceMs: number): Promise<EngineAnswer | null> {
    if (this.last && this.last.beganMs >= sinceMs) return this.last.answer
    const { answer, beganMs } = this.begin(engine, volumes)
    const { promise: late, resolve } = Promise.withResolvers<null>()
    const timer = setTimeout(() => resolve(null), Math.max(0, beganMs + patienceMs - this.options.clock.elapsedMs()))
    try {
      return await Promise.race([answer, late])
    } finally {
      clearTimeout(timer)
    }
  }

  private begin(engine: Engine, volumes: readonly VolumeFact[]) {
    this.underWay ??= { beganMs: this.options.clock.elapsedMs(), answer: this.measure(engine, volumes) }
    return this.underWay
  }

  private async measure(engine: Engine, volumes: readonly VolumeFact[]): Promise<EngineAnswer> {
    const { clock, leastMs, writers, onAnswer } = this.options
    const beganMs = clock.elapsedMs()
    const runsOf = writers()
    const listing = await engine.volumeSizes(volumes)
    const tookMs = clock.elapsedMs() - beganMs
    const answer = { ...listing, tookMs, runsOf }
    this.failures = answer.status === 'ok' ? 0 : this.failures + 1
    this.notBeforeMs = beganMs + tookMs + Math.max(leastMs, tookMs * restFactor) * 2 ** Math.min(this.failures, failuresMax)
    this.last = { answer, beganMs }
    this.underWay = null
    onAnswer(answer)
    return answer
  }
}
