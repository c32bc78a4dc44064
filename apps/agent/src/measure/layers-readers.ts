import type { ContainerFact } from '@stowage/domain/facts'
import type { Engine } from '@stowage/engine/connect'
import type { Inventory } from '../observe/inventory.ts'
import type { LayerMeasures } from './layers.ts'
import { type Readers, ReadingFailure } from './reading.ts'

/** Looks at the writable layer of one container for a person who waits. `tell` brings the inventory to what `layers` knows. */
export function layerReaders(options: {
  layers: LayerMeasures
  engine: () => Engine | null
  inventory: Inventory
  tell: () => void
}): Pick<Readers, 'layer.size' | 'layer.changes'> {
  const { layers, inventory, tell } = options
  const gone = () => new ReadingFailure('This host has no such container any more.')
  const find = (id: string): { running: Engine; container: ContainerFact } => {
    const running = options.engine()
    if (!running) throw new ReadingFailure('The Docker Engine of this host does not answer.')
    const container = inventory.sections.containers.get(id)
    if (!container) throw gone()
    return { running, container }
  }
  return {
    'layer.size': async (id, { signal, onCount }) => {
      const { running, container } = find(id)
      const fact = await layers.measure(running, container, { signal, onCount })
      if (!fact) throw gone()
      tell()
      if (fact.bytes === null) throw new ReadingFailure(`The size of this layer is unknown: ${fact.reason}`)
      return { bytes: fact.bytes, files: fact.files, tree: null }
    },
    'layer.changes': async (id, { signal, onCount }) => {
      const { running } = find(id)
      const tree = await running.layerChanges(id, { signal, onCount })
      if (!tree) throw gone()
      return { bytes: tree.bytes, files: tree.files, tree }
    },
  }
}
