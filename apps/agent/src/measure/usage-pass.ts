import type { Engine } from '@stowage/engine/connect'
import { EngineError } from '@stowage/engine/engine-error'
import type { SectionStates } from '../observe/inventory.ts'
import type { Turns } from './turns.ts'

/** Images and build cache change seldom, and some engines look at every image for it. */
const everyMs = 3_600_000
const retryMs = 60_000

/** Measures what images and build cache take, and adds it to what is known of the engine. @returns when to do so again, in milliseconds */
export async function usagePass(
  engine: Engine,
  turns: Turns,
  section: SectionStates['engine'],
  collectedAt: () => string,
): Promise<number> {
  try {
    const usage = await turns.background(() => engine.measureUsage())
    const items = section.items().map((fact) => ({ ...fact, usage }))
    if (section.status === 'ok') section.merge({ status: 'ok', items, error: null, collectedAt: collectedAt() })
    return everyMs
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    return retryMs
  }
}
