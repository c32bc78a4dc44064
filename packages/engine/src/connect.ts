import type { EngineFact, EngineUsage, LayerFact, VolumeFact } from '@stowage/domain/facts'
import type { Tree } from '@stowage/domain/reading'
import { pinApiVersion } from './api-version.ts'
import { callsUnderWay } from './calls-under-way.ts'
import { type CreateVolumeOutcome, type CreateVolumeRequest, createVolume } from './create-volume.ts'
import { type Deadlines, defaultDeadlines } from './deadlines.ts'
import { diskAnswers } from './disk-answers.ts'
import { connectionPool, dockerClient, type EngineAddress } from './docker-client.ts'
import type { EngineCall } from './engine-call.ts'
import { EngineError } from './engine-error.ts'
import { engineFact } from './engine-fact.ts'
import { engineUsage } from './engine-usage.ts'
import { type EventWatch, type OpenEvents, type WatchEventsOptions, watchEvents } from './events.ts'
import { inspectUncut, inspectVolume, type UncutVolume } from './inspect-volume.ts'
import { type LateList, lateFacts } from './late-facts.ts'
import { layerChanges } from './layer-changes.ts'
import type { LayerHost, LayerOptions } from './layer-host.ts'
import { layerSize } from './layer-size.ts'
import { type ContainerListing, type ContainerListOptions, listContainers } from './list-containers.ts'
import { type Listing, listVolumes } from './list-volumes.ts'
import { readBootId, readFilesystem } from './local-facts.ts'
import { parseReply } from './parse-reply.ts'
import { type RemoveVolumeOutcome, removeVolume } from './remove-volume.ts'
import { InfoReply, VersionReply } from './replies.ts'
import { callEngine, openStream } from './transport.ts'
import { type SizeListing, volumeSizes } from './volume-sizes.ts'
import { type VolumeUsers, volumeUsers } from './volume-users.ts'

/** One connected Docker Engine. Calls throw `EngineError`; the three lists tell failures in their `status` and `error` instead. */
export type Engine = {
  /** The version that all calls use; changes only by `renegotiate`. */
  readonly apiVersion: string
  /** Looks again which API version to speak: after each reconnect, the engine may be another (A1). */
  renegotiate(): Promise<string>
  /** With the `usage` that was measured last. */
  readEngine(): Promise<EngineFact>
  /** Slow, for once in a while: what images and build cache take. */
  measureUsage(): Promise<EngineUsage>
  listContainers(options?: ContainerListOptions): Promise<ContainerListing>
  listVolumes(): Promise<Listing<VolumeFact>>
  /** Null when the container is gone. Slow: one at a time. */
  layerSize(containerId: string, options?: LayerOptions): Promise<LayerFact | null>
  /** Null when the container is gone. Slow, and only for somebody who asks. */
  layerChanges(containerId: string, options?: LayerOptions): Promise<Tree | null>
  /** Slow and single-flight: a second call while one runs gets the same answer. */
  volumeSizes(volumes: readonly Pick<VolumeFact, 'name' | 'kind' | 'driver' | 'options'>[]): Promise<SizeListing>
  inspectVolume(name: string): Promise<VolumeFact | null>
  /** The same with labels that no cap shortened: for what protects a volume. */
  inspectUncut(name: string): Promise<UncutVolume | null>
  createVolume(request: CreateVolumeRequest): Promise<CreateVolumeOutcome>
  removeVolume(name: string): Promise<RemoveVolumeOutcome>
  /** Fresh, for the look directly before a removal. */
  volumeUsers(volume: Pick<VolumeFact, 'name' | 'mountpoint'>): Promise<VolumeUsers>
  watchEvents(options: WatchEventsOptions): EventWatch
  /** Ends every call and stream. */
  close(): void
}

export type ConnectOptions = EngineAddress & {
  deadlines?: Partial<Deadlines>
  /** The list would now tell more than it did: what it does not wait for is known. */
  onLearned?: (list: LateList) => void
}

const isVersionRefused = (error: unknown) => error instanceof EngineError && error.reason === 'version_refused'

/**
 * Connects to an engine and agrees on an API version with it.
 * @throws EngineError
 */
export async function connectEngine(options: ConnectOptions): Promise<Engine> {
  const address: EngineAddress = 'socketPath' in options ? { socketPath: options.socketPath } : { host: options.host }
  const isLocal = 'socketPath' in address
  const deadlines = { ...defaultDeadlines, ...options.deadlines }
  const closing = new AbortController()
  const calls = callsUnderWay()
  const answers = diskAnswers(deadlines.disk)
  const pools = { read: connectionPool('read'), measure: connectionPool('measure'), write: connectionPool('write') }

  /** The only calls whose path names no version (A4). */
  const negotiate = async () => {
    const client = dockerClient(address, null, pools.read)
    const request = { method: 'GET', path: '/version', deadlineMs: deadlines.read } as const
    const { ApiVersion, MinAPIVersion, Version } = parseReply(VersionReply, await callEngine(client, request, calls), 'version')
    const min = MinAPIVersion || null
    const version = pinApiVersion({ max: ApiVersion, min, version: Version ?? '?' })
    return { version, min }
  }
  const clientsFor = (version: string) => ({
    read: dockerClient(address, version, pools.read),
    measure: dockerClient(address, version, pools.measure),
    write: dockerClient(address, version, pools.write),
    // without an agent and without a timeout: an event stream is quiet for hours (A9)
    events: dockerClient(address, version, undefined),
  })

  let agreed = await negotiate()
  let clients = clientsFor(agreed.version)
  let negotiating: Promise<string> | null = null
  let known: Pick<EngineFact, 'storeKind' | 'storageDriver' | 'dataRoot'> | null = null
  let usage: EngineUsage | null = null
  let measuring: Promise<SizeListing> | null = null

  const renegotiate = (): Promise<string> => {
    negotiating ??= negotiate()
      .then((next) => {
        if (next.version !== agreed.version) clients = clientsFor(next.version)
        agreed = next
        return next.version
      })
      .finally(() => {
        negotiating = null
      })
    return negotiating
  }

  const call: EngineCall = async ({ deadline, ...request }) => {
    const pool = request.pool ?? (request.method === 'GET' ? 'read' : 'write')
    const send = () => callEngine(clients[pool], { ...request, deadlineMs: deadlines[deadline] }, calls)
    try {
      return await send()
    } catch (error) {
      if (!isVersionRefused(error)) throw error
      // refused before anything happened, so even a write may be sent again, once (A2)
      await renegotiate()
      return await send()
    }
  }

  const readEngine = async (): Promise<EngineFact> => {
    const info = parseReply(InfoReply, await call({ method: 'GET', path: '/info', deadline: 'read' }), 'info')
    const root = isLocal && info.DockerRootDir
    const fact = engineFact(info, {
      apiVersion: agreed.version,
      minApiVersion: agreed.min,
      bootId: isLocal ? await readBootId() : null,
      filesystem: root && (await answers(root)) ? await readFilesystem(root) : null,
    })
    known = fact
    return { ...fact, usage }
  }
  /** Before any file of the engine is looked at. */
  const knownEngine = async () => {
    const engine = known ?? (await readEngine())
    if (isLocal && !(await answers(engine.dataRoot)))
      throw new EngineError('timeout', `The disk with ${engine.dataRoot} does not answer.`)
    return engine
  }
  const layerHost = async (): Promise<LayerHost> => {
    const { storeKind, dataRoot } = await knownEngine()
    return { storeKind, dataRoot, isLocal, walkMs: deadlines.layerWalk }
  }
  const late = lateFacts({
    call,
    localDataRoot: async () => (isLocal ? (await knownEngine()).dataRoot : null),
    onLearned: (list) => options.onLearned?.(list),
  })

  /** Negotiates first: it is a look whether the engine answers at all, and after a restart it may be another engine. */
  const openEvents: OpenEvents = async (query, signal) => {
    await renegotiate()
    return await openStream(clients.events, { method: 'GET', path: '/events', query, deadlineMs: deadlines.read }, signal)
  }

  return {
    get apiVersion() {
      return agreed.version
    },
    renegotiate,
    readEngine,
    measureUsage: async () => {
      usage = await engineUsage(call, agreed.version, { ...(await knownEngine()), isLocal })
      return usage
    },
    listContainers: (options) => listContainers(call, late, options),
    listVolumes: async () => {
      const listing = await listVolumes(call)
      return { ...listing, items: late.volumes(listing.items) }
    },
    layerSize: async (containerId, options) => layerSize(call, containerId, await layerHost(), options),
    layerChanges: async (containerId, options) => layerChanges(call, containerId, await layerHost(), options),
    volumeSizes: (volumes) => {
      measuring ??= volumeSizes(call, agreed.version, volumes).finally(() => {
        measuring = null
      })
      return measuring
    },
    inspectVolume: (name) => inspectVolume(call, name),
    inspectUncut: (name) => inspectUncut(call, name),
    createVolume: (request) => createVolume(call, request),
    removeVolume: (name) => removeVolume(call, name),
    volumeUsers: (volume) => volumeUsers(call, volume, isLocal),
    watchEvents: (options) => watchEvents(openEvents, closing.signal, options),
    close: () => {
      closing.abort()
      calls.endAll()
      for (const pool of Object.values(pools)) pool.destroy()
    },
  }
}
