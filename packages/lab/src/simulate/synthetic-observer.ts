import type { Inventory } from '@stowage/agent/observe/inventory'
import type { Timeline } from '@stowage/agent/observe/timeline'
import { type SectionName, sectionNames } from '@stowage/domain/report'
import type { SyntheticEngine } from './synthetic-engine.ts'

export type ObserverOptions = {
  engine: SyntheticEngine
  inventory: Inventory
  timeline: Timeline
  now: () => Date
  /** The inventory has something to tell. */
  onChange: () => void
}

/** Stands where the agent's observer stands, with an engine in memory: what it lists goes into the real inventory. */
export function syntheticObserver({ engine, inventory, timeline, now, onChange }: ObserverOptions) {
  const list = (name: SectionName) => {
    const about = { status: 'ok', error: null, collectedAt: now().toISOString() } as const
    const { sections } = inventory
    if (name === 'engine') sections.engine.merge({ ...about, items: [engine.engine()] })
    else if (name === 'containers') sections.containers.merge({ ...about, items: [...engine.containers.values()] })
    else if (name === 'volumes') sections.volumes.merge({ ...about, items: [...engine.volumes.values()] })
    else if (name === 'layers') sections.layers.merge({ ...about, items: [...engine.layers.values()] })
    else sections.sizes.merge({ ...about, items: [...engine.sizes.values()] })
  }
  const look = (...names: SectionName[]) => {
    for (const name of names) list(name)
    onChange()
  }
  look(...sectionNames)
  return {
    look,
    /** All lists and digests again, as every few minutes. */
    lookAtAll: () => {
      inventory.announce()
      look(...sectionNames)
    },
    /** Lets so many things happen and tells them at once. */
    change: (count: number) => {
      const changed = new Set<SectionName>()
      for (let index = 0; index < count; index += 1) {
        const { section, event } = engine.change()
        changed.add(section)
        if (event) timeline.add(event)
      }
      look(...changed)
    },
  }
}
