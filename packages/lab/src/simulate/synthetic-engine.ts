import type { ContainerFact, EngineFact, LayerFact, SizeFact, VolumeFact } from '@stowage/domain/facts'
import type { VolumeCreateParams } from '@stowage/domain/job'
import type { SectionName, TimelineEvent } from '@stowage/domain/report'
import { containerFact, engineFact, layerFact, sizeFact, volumeFact } from './synthetic-facts.ts'

export type EngineShape = { host: string; volumes: number; containers: number; random: () => number; now: () => Date }
export type Change = { section: SectionName; event: TimelineEvent | null }

const totalBytes = 2_000_000_000_000
/** Log-normal, as sizes of volumes are: most are small, a few are most of the sum. */
const someBytes = (random: () => number) => Math.round(4096 * 2 ** (4 + 20 * random() * random()))

/** What an engine would answer, in memory: it changes only when told to. */
export class SyntheticEngine {
  readonly volumes = new Map<string, VolumeFact>()
  readonly containers = new Map<string, ContainerFact>()
  readonly sizes = new Map<string, SizeFact>()
  readonly layers = new Map<string, LayerFact>()
  private readonly shape: EngineShape
  private events = 0

  constructor(shape: EngineShape) {
    this.shape = shape
    const { host, random } = shape
    const at = this.at()
    for (let index = 0; index < shape.volumes; index += 1) {
      const volume = volumeFact(index, at)
      this.volumes.set(volume.name, volume)
      this.sizes.set(volume.name, sizeFact(volume.name, someBytes(random), at))
    }
    for (let index = 0; index < shape.containers; index += 1) {
      const container = containerFact(host, index, index < shape.volumes, at)
      this.containers.set(container.id, container)
      this.layers.set(container.id, layerFact(container.id, Math.round(someBytes(random) / 16), at))
    }
  }

  engine(): EngineFact {
    let usedBytes = 6_000_000_000
    for (const { bytes } of this.sizes.values()) usedBytes += bytes ?? 0
    for (const { bytes } of this.layers.values()) usedBytes += bytes ?? 0
    return engineFact(this.shape.host, { totalBytes, usedBytes: Math.min(usedBytes, totalBytes), usedInodes: 900_000 })
  }

  /** One thing happens: data is written to a volume or a layer, or a container stops or starts. */
  change(): Change {
    const roll = this.shape.random()
    if (roll < 0.2) return this.switchContainer()
    if (roll < 0.4) return this.grow('layers')
    return this.grow('sizes')
  }

  /** Measures again what is there, as after "Measure now"; false when there is no such volume or container. */
  measure(kind: 'volume.size' | 'layer.size', subject: string): boolean {
    const known = kind === 'volume.size' ? this.sizes.get(subject) : this.layers.get(subject)
    if (!known) return false
    if ('name' in known) this.sizes.set(subject, { ...known, measuredAt: this.at() })
    else this.layers.set(subject, { ...known, measuredAt: this.at() })
    return true
  }

  /** Makes a volume; false when the name is taken. */
  create({ name, driver, options, labels }: VolumeCreateParams): boolean {
    if (this.volumes.has(name)) return false
    const at = this.at()
    this.volumes.set(name, { ...volumeFact(0, at), name, driver, options, labels, project: null })
    this.sizes.set(name, sizeFact(name, 4096, at))
    return true
  }

  private grow(section: 'sizes' | 'layers'): Change {
    const [key, fact] = this.some<SizeFact | LayerFact>(this[section]) ?? []
    if (key !== undefined && fact) {
      const bytes = Math.round((fact.bytes ?? 0) * (1 + 0.02 * this.shape.random())) + 4096
      if ('name' in fact) this.sizes.set(key, { ...fact, bytes, apparentBytes: bytes, measuredAt: this.at() })
      else this.layers.set(key, { ...fact, bytes, measuredAt: this.at() })
    }
    return { section, event: null }
  }

  private switchContainer(): Change {
    const [id, container] = this.some(this.containers) ?? []
    if (id === undefined || !container) return { section: 'containers', event: null }
    const at = this.at()
    const isRunning = container.state === 'running'
    this.containers.set(
      id,
      isRunning
        ? { ...container, state: 'exited', exitCode: 0, finishedAt: at }
        : { ...container, state: 'running', exitCode: null, startedAt: at },
    )
    const mount = container.mounts[0]
    if (!mount?.name) return { section: 'containers', event: null }
    this.events += 1
    const event: TimelineEvent = {
      ...{ key: `${id} ${this.events} ${at}`, at, action: isRunning ? 'unmounted' : 'mounted', volume: mount.name },
      ...{ containerId: id, containerName: container.name, image: container.image, project: container.project },
      ...{ destination: mount.destination, rw: mount.rw },
    }
    return { section: 'containers', event }
  }

  private some<T>(from: Map<string, T>): [string, T] | undefined {
    const index = Math.floor(this.shape.random() * from.size)
    let position = 0
    for (const entry of from) if (position++ === index) return entry
    return undefined
  }

  private at(): string {
    return this.shape.now().toISOString()
  }
}
