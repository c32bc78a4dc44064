import type { SizeFact, VolumeFact } from '@stowage/domain/facts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { Inventory } from '../observe/inventory.ts'
import type { Children } from './children.ts'
import { findTools } from './disk-tools.ts'
import { type EngineAnswer, EngineSizes } from './engine-sizes.ts'
import { countedFact, type Look, type LookOptions, look } from './look.ts'
import { readMounts } from './mounts.ts'
import type { SizeMemory } from './size-memory.ts'
import { walkSmall } from './walk-small.ts'
import { type Around, type Way, wayOf } from './way.ts'
import { type Runs, writers } from './writers.ts'

/** Whether volumes can be walked here is found out again after so long. */
const toolsMs = 3_600_000
const smallFiles = 2000

export type VolumeSizesOptions = {
  inventory: Inventory
  memory: SizeMemory
  children: Children
  /** Whether the engine's paths are this machine's. */
  isLocal: boolean
  /** Least time between two looks at one volume. */
  leastMs: number
  clock: Clock
  log: Log
  onChange: () => void
}

/** What is known of the sizes of volumes and what it takes to look at one. When to look is decided by others. */
export class VolumeSizes {
  readonly memory: SizeMemory
  readonly clock: Clock
  readonly leastMs: number
  readonly engineSizes: EngineSizes
  /** Whether some volumes are the engine's to measure, so that its failure makes the list incomplete. */
  private needsEngine = false
  private readonly options: VolumeSizesOptions
  private tools: { dataRoot: string; through: readonly string[] | null; untilMs: number } | null = null

  constructor(options: VolumeSizesOptions) {
    this.options = options
    this.memory = options.memory
    this.clock = options.clock
    this.leastMs = options.leastMs
    this.engineSizes = new EngineSizes({
      ...options,
      writers: () => this.writers(),
      onAnswer: (answer) => this.keepAnswer(answer),
    })
  }

  volumes(): VolumeFact[] {
    return this.options.inventory.sections.volumes.items()
  }

  volume(name: string): VolumeFact | undefined {
    return this.options.inventory.sections.volumes.get(name)
  }

  /** Who could write to which volume right now. */
  writers(): (volume: string) => Runs {
    return writers(this.options.inventory.sections.containers.items(), this.volumes())
  }

  /** What this host lets us do, as far as it is known; its mounts as they are now. */
  async around(signal: AbortSignal): Promise<Around> {
    const { inventory, isLocal, children, clock } = this.options
    const dataRoot = inventory.sections.engine.get('engine')?.dataRoot ?? ''
    if (!isLocal) return { dataRoot, through: null, mounts: new Map() }
    if (this.tools?.dataRoot !== dataRoot || this.tools.untilMs < clock.elapsedMs()) {
      const through = await findTools(children, dataRoot, signal)
      this.tools = { dataRoot, through, untilMs: clock.elapsedMs() + toolsMs }
    }
    return { dataRoot, through: this.tools.through, mounts: await readMounts() }
  }

  /** The volumes that nobody but the engine can measure here. */
  ofEngine(around: Around): VolumeFact[] {
    const volumes = this.volumes().filter((volume) => wayOf(volume, around).how === 'engine')
    this.needsEngine = volumes.length > 0
    return volumes
  }

  /**
   * Looks at one volume and remembers what was found. `runs` was noted before.
   * @returns null when it was stopped
   */
  async measure(
    volume: VolumeFact,
    way: Exclude<Way, { how: 'engine' }>,
    runs: Runs,
    options: Pick<LookOptions, 'signal' | 'withTree' | 'onCount'>,
  ): Promise<Look | null> {
    const beganMs = this.clock.elapsedMs()
    const found = await look(volume, way, { ...this.options, ...options })
    if (found) this.memory.keep(volume, found.fact, this.clock.elapsedMs() - beganMs, runs, beganMs)
    return found
  }

  /** Whether it is known to be walked in no time. */
  isSmall({ name }: VolumeFact): boolean {
    const known = this.memory.get(name)
    return known?.method === 'du' && !known.partial && known.files !== null && known.files <= smallFiles
  }

  /** Walks several small volumes at once. What could not be measured so is still due. */
  async measureSmall(
    volumes: readonly VolumeFact[],
    through: readonly string[],
    runsOf: (volume: string) => Runs,
    signal: AbortSignal,
  ): Promise<void> {
    const beganMs = this.clock.elapsedMs()
    const measuredAt = this.clock.now().toISOString()
    const paths = volumes.map(({ mountpoint }) => mountpoint)
    const counted = await walkSmall({ children: this.options.children, through, paths, signal })
    const tookMs = (this.clock.elapsedMs() - beganMs) / volumes.length
    for (const volume of counted ? volumes : []) {
      const found = counted?.get(volume.mountpoint)
      if (found) this.memory.keep(volume, countedFact(volume.name, measuredAt, found), tookMs, runsOf(volume.name), beganMs)
    }
  }

  /** Brings the inventory to what is known. */
  tell(): void {
    const { inventory, clock, onChange } = this.options
    const collectedAt = clock.now().toISOString()
    const present = new Set(inventory.sections.volumes.keys())
    const items = this.memory.facts().filter(({ name }) => present.has(name))
    inventory.sections.sizes.merge({ status: 'ok', items, error: null, collectedAt })
    const { trouble } = this.engineSizes
    if (this.needsEngine && trouble) inventory.sections.sizes.merge({ ...trouble, collectedAt })
    onChange()
  }

  private keepAnswer({ status, items, error, tookMs, runsOf }: EngineAnswer): void {
    if (status !== 'ok') this.options.log.warn('the volumes were not measured', { reason: error })
    const facts = new Map(items.map((fact) => [fact.name, fact]))
    for (const volume of this.volumes()) {
      const fact = facts.get(volume.name)
      const runs = runsOf(volume.name)
      if (fact && !this.isOldNews(volume, fact, runs)) this.memory.keep(volume, fact, tookMs, runs)
    }
    this.tell()
  }

  /** Measured along with others, and nothing was found and nothing could have written: a quiet host has nothing to tell. */
  private isOldNews(volume: VolumeFact, fact: SizeFact, runs: Runs): boolean {
    const known = this.memory.get(fact.name)
    return known?.bytes === fact.bytes && known.reason === fact.reason && !this.memory.isDue(volume, runs, 0)
  }
}
