import { activeStates, type ContainerFact, type LayerFact } from '@stowage/domain/facts'
import type { Engine } from '@stowage/engine/connect'
import { pause } from '../pause.ts'
import type { Turns } from './turns.ts'

/** What of a container tells whether it ran since its layer was measured. */
const runOf = (container: ContainerFact) => `${container.startedAt} ${container.finishedAt}`

export type LayerPass = {
  engine: Engine
  containers: readonly ContainerFact[]
  turns: Turns
  onMeasured: () => void
  signal: AbortSignal
}

/**
 * Writable layers, measured one container at a time and only when it could have changed: a running one each pass, a stopped one once
 * after it ran. Between two of them the engine rests as long as the last one took.
 */
export class LayerMeasures {
  private readonly measured = new Map<string, { fact: LayerFact; run: string }>()

  facts(): LayerFact[] {
    return [...this.measured.values()].map(({ fact }) => fact)
  }

  /** @throws EngineError when the engine went away */
  async pass({ engine, containers, turns, onMeasured, signal }: LayerPass): Promise<void> {
    const present = new Set(containers.map((container) => container.id))
    for (const id of [...this.measured.keys()]) if (!present.has(id)) this.measured.delete(id)
    for (const container of containers) {
      if (signal.aborted) return
      const before = this.measured.get(container.id)
      if (before?.run === runOf(container) && !activeStates.includes(container.state)) continue
      const began = performance.now()
      const fact = await turns.background(() => engine.layerSize(container.id))
      if (fact) this.measured.set(container.id, { fact, run: runOf(container) })
      else this.measured.delete(container.id)
      onMeasured()
      const restMs = Math.min(5000, performance.now() - began)
      await pause(restMs, signal)
    }
  }
}
