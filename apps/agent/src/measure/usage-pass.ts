import type { Engine } from '@stowage/engine/connect'
import { EngineError } from '@stowage/engine/engine-error'
import type { SectionStates } from '../observe/inventory.ts'

/** Images and build cache change seldom, and some engines look at every image for it. */
const everyMs = 3_600_000
const retryMs = 60_000

/**
 * Measures what images and build cache take, and adds it to what is known of the engine. Takes no turn: nobody can make an engine give way
 * that does not answer.
 * @returns when to do so again, in milliseconds
 */
export async function usagePass(engine: Engine, section: SectionStates['engine'], collectedAt: () => string): Promise<number> {
  try {
    const usage = await engine.measureUsage()
    const items = section.items().map((fact) => ({ ...fact, usage }))
    if (section.status === 'ok') section.merge({ status: 'ok', items, error: null, collectedAt: collectedAt() })
    return everyMs
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    return retryMs
  }
}
