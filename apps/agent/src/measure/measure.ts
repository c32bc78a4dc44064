import type { Engine } from '@stowage/engine/connect'
import { EngineError } from '@stowage/engine/engine-error'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { Inventory } from '../observe/inventory.ts'
import { pause } from '../pause.ts'
import { Children } from './children.ts'
import { LayerMeasures } from './layers.ts'
import { layerReaders } from './layers-readers.ts'
import { mountNews } from './mount-news.ts'
import { createReadings } from './readings.ts'
import type { SizeMemory } from './size-memory.ts'
import { sizePass } from './size-pass.ts'
import { Turns } from './turns.ts'
import { usagePass } from './usage-pass.ts'
import { volumeReaders } from './volume-readers.ts'
import { VolumeSizes } from './volume-sizes.ts'

/** First results soon after a start, yet not in step with the first lists. */
const firstMs = 1000
const retryMs = 30_000
const tellMs = 2000
/** A reading waits so long for the first lists. */
const listMs = 30_000

export type MeasureOptions = {
  engine: () => Engine | null
  isReachable: () => boolean
  inventory: Inventory
  memory: SizeMemory
  /** Whether the engine's paths are this machine's. */
  isLocal: boolean
  layersMs: number
  sizesMs: number
  clock: Clock
  log: Log
  onChange: () => void
  /** There is news of a reading for the server. */
  onNews: () => void
}

/** Measures layers and volumes apart from lists and heartbeats, and apart from each other: whatever hangs here holds only itself. */
export function startMeasuring(options: MeasureOptions) {
  const { inventory, memory, clock, log } = options
  const { sections } = inventory
  const stop = new AbortController()
  const turns = new Turns()
  const layers = new LayerMeasures()
  const sizes = new VolumeSizes({ ...options, children: new Children(), leastMs: options.sizesMs })
  const isListed = () => [sections.engine, sections.containers, sections.volumes].every(({ status }) => status !== null)
  /** An ask may come before the first lists, for the server sends open ones as soon as the agent is there. */
  const listed = async (signal: AbortSignal) => {
    const began = clock.elapsedMs()
    while (!isListed() && !signal.aborted && clock.elapsedMs() - began < listMs) await pause(50, signal)
  }
  const engine = () => (options.isReachable() ? options.engine() : null)

  const tellLayers = () => {
    sections.layers.merge({ status: 'ok', items: layers.facts(), error: null, collectedAt: clock.now().toISOString() })
    options.onChange()
  }
  const layerPass = async (running: Engine): Promise<number> => {
    let toldMs = clock.elapsedMs()
    const onMeasured = () => {
      if (clock.elapsedMs() - toldMs <= tellMs) return
      tellLayers()
      toldMs = clock.elapsedMs()
    }
    try {
      await layers.pass({ engine: running, containers: sections.containers.items(), turns, onMeasured, signal: stop.signal })
      tellLayers()
      return options.layersMs
    } catch (error) {
      if (!(error instanceof EngineError)) throw error
      sections.layers.merge({ status: 'error', error: error.message, collectedAt: clock.now().toISOString() })
      options.onChange()
      return retryMs
    }
  }
  const volumePass = async (running: Engine): Promise<number> => {
    await sizePass(sizes, running, turns, stop.signal)
    return options.sizesMs
  }

  const measureUsage = async (running: Engine): Promise<number> => {
    const againMs = await usagePass(running, sections.engine, () => clock.now().toISOString())
    options.onChange()
    return againMs
  }

  const repeat = async (pass: (running: Engine) => Promise<number>) => {
    for (let waitMs = firstMs; !stop.signal.aborted; ) {
      await pause(waitMs, stop.signal)
      const running = engine()
      waitMs = running && isListed() && !stop.signal.aborted ? jitter(await pass(running)) : firstMs
    }
  }
  const working = Promise.all([repeat(layerPass), repeat(volumePass), repeat(measureUsage)])
  const readers = {
    ...volumeReaders(sizes, engine),
    ...layerReaders({ layers, engine, inventory, tell: tellLayers }),
  }
  const readings = createReadings({ readers, listed, turns, clock, log, onNews: options.onNews })

  return {
    readings,
    /** The engine told of a volume. */
    heard: mountNews(
      (volume) => memory.touch(volume),
      (volume) => memory.forget(volume),
    ),
    stop: async () => {
      stop.abort()
      readings.close()
      turns.stop()
      await working
      await memory.save()
    },
  }
}

const jitter = (ms: number) => ms * (0.9 + Math.random() * 0.2)
