import type { SizeFact } from '@stowage/domain/facts'
import type { Engine } from '@stowage/engine/connect'
import { EngineError } from '@stowage/engine/engine-error'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { Inventory } from '../observe/inventory.ts'
import { pause } from '../pause.ts'
import { keepUnchanged, writableVolumes } from './keep-size.ts'
import { LayerMeasures } from './layers.ts'
import { Turns } from './turns.ts'

/** First results soon after a start, yet not in step with the first lists. */
const firstMs = 1000
const retryMs = 30_000
const tellMs = 2000
/** A measurement that took long is repeated rarely (M3). */
const restFactor = 50

export type MeasureOptions = {
  engine: () => Engine | null
  isReachable: () => boolean
  inventory: Inventory
  layersMs: number
  sizesMs: number
  clock: Clock
  log: Log
  onChange: () => void
}

/** Measures layers and volumes, one measurement at a time, apart from lists and heartbeats: whatever hangs here holds only this. */
export function startMeasuring(options: MeasureOptions) {
  const { inventory, clock, log } = options
  const { sections } = inventory
  const stop = new AbortController()
  const turns = new Turns()
  const layers = new LayerMeasures()
  let sizes = new Map<string, SizeFact>()
  let dueLayers = firstMs
  let dueSizes = firstMs
  const at = () => clock.now().toISOString()

  const measureLayers = async (engine: Engine): Promise<number> => {
    let toldAt = performance.now()
    const tell = () => {
      sections.layers.merge({ status: 'ok', items: layers.facts(), error: null, collectedAt: at() })
      options.onChange()
      toldAt = performance.now()
    }
    const onMeasured = () => {
      if (performance.now() - toldAt > tellMs) tell()
    }
    try {
      await layers.pass({ engine, containers: sections.containers.items(), turns, onMeasured, signal: stop.signal })
      tell()
      return options.layersMs
    } catch (error) {
      if (!(error instanceof EngineError)) throw error
      sections.layers.merge({ status: 'error', error: error.message, collectedAt: at() })
      options.onChange()
      return retryMs
    }
  }

  const measureSizes = async (engine: Engine): Promise<number> => {
    const began = performance.now()
    const writable = writableVolumes(sections.containers.items())
    const { status, items, error } = await engine.volumeSizes(sections.volumes.items())
    const tookMs = performance.now() - began
    if (status !== 'ok') {
      log.warn('the volumes were not measured', { reason: error })
      sections.sizes.merge({ status: 'error', error: error ?? 'The volumes were not measured.', collectedAt: at() })
      options.onChange()
      return Math.max(retryMs, tookMs * restFactor)
    }
    const kept = keepUnchanged(items, sizes, writable)
    sizes = new Map(kept.map((fact) => [fact.name, fact]))
    sections.sizes.merge({ status: 'ok', items: kept, error: null, collectedAt: at() })
    options.onChange()
    return Math.max(options.sizesMs, tookMs * restFactor)
  }

  /** Each in its turn; the one that is due longer goes first. */
  const work = async () => {
    while (!stop.signal.aborted) {
      const now = performance.now()
      const engine = options.isReachable() ? options.engine() : null
      const isListed = sections.containers.status !== null && sections.volumes.status !== null
      if (engine && isListed && dueLayers <= now && dueLayers <= dueSizes) {
        dueLayers = now + jitter(await measureLayers(engine))
      } else if (engine && isListed && dueSizes <= now) {
        dueSizes = performance.now() + jitter(await measureSizes(engine))
      } else {
        await pause(engine && isListed ? Math.max(10, Math.min(dueLayers, dueSizes) - now) : firstMs, stop.signal)
      }
    }
  }
  dueLayers += performance.now()
  dueSizes += performance.now()
  const working = work()

  return {
    stop: async () => {
      stop.abort()
      await working
    },
  }
}

const jitter = (ms: number) => ms * (0.9 + Math.random() * 0.2)
