import { activeStates, type ContainerFact, type LayerFact } from '@stowage/domain/facts'
import type { Engine } from '@stowage/engine/connect'
import type { LayerOptions } from '@stowage/engine/layer-host'
import { pause } from '../pause.ts'
import type { Turns } from './turns.ts'

/** A layer is measured again after at least so many times what its measurement took (M7). */
const restFactor = 50
/** What could not be measured, or not to its end, is tried again even if its container does not run. */
const retryMs = 3_600_000
const pauseMsMax = 5000

/** What of a container tells whether it ran since its layer was measured. */
const runOf = (container: ContainerFact) => `${container.startedAt} ${container.finishedAt}`

export type LayerPass = {
  engine: Engine
  containers: readonly ContainerFact[]
  turns: Turns
  onMeasured: () => void
  signal: AbortSignal
}

type Measured = { fact: LayerFact; run: string; tookMs: number; atMs: number }

/**
 * Writable layers, measured one container at a time and only when it could have changed: a running one each pass, yet the more rarely
 * the longer it takes; a stopped one once after it ran. Between two of them the engine rests as long as the last one took.
 */
export class LayerMeasures {
  private readonly measured = new Map<string, Measured>()
  private readonly elapsedMs: () => number

  constructor(elapsedMs = () => performance.now()) {
    this.elapsedMs = elapsedMs
  }

  facts(): LayerFact[] {
    return [...this.measured.values()].map(({ fact }) => fact)
  }

  /** @throws EngineError when the engine went away */
  async pass({ engine, containers, turns, onMeasured, signal }: LayerPass): Promise<void> {
    const present = new Set(containers.map((container) => container.id))
    for (const id of [...this.measured.keys()]) if (!present.has(id)) this.measured.delete(id)
    for (const container of containers.filter((each) => this.isDue(each))) {
      let isDone = false
      while (!isDone && !signal.aborted) {
        // a reading asks what is under way to give way: then it is made again, after the reading
        isDone = await turns.background(async (asked) => {
          await this.measure(engine, container, { signal: asked })
          return !asked.aborted
        })
      }
      if (signal.aborted) return
      onMeasured()
      await pause(Math.min(pauseMsMax, this.measured.get(container.id)?.tookMs ?? 0), signal)
    }
  }

  /** @returns null when the container is gone or nobody waits any more. @throws EngineError */
  async measure(engine: Engine, container: ContainerFact, options: LayerOptions = {}): Promise<LayerFact | null> {
    const began = this.elapsedMs()
    const fact = await engine.layerSize(container.id, options)
    if (options.signal?.aborted) return null
    const atMs = this.elapsedMs()
    if (fact) this.measured.set(container.id, { fact, run: runOf(container), tookMs: atMs - began, atMs })
    else this.measured.delete(container.id)
    return fact
  }

  private isDue(container: ContainerFact): boolean {
    const before = this.measured.get(container.id)
    if (before?.run !== runOf(container)) return true
    const restedMs = this.elapsedMs() - before.atMs
    const isKnown = before.fact.bytes !== null && !before.fact.partial
    if (!activeStates.includes(container.state)) return !isKnown && restedMs >= retryMs
    return restedMs >= restFactor * before.tookMs
  }
}
