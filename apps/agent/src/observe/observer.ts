import type { BlindWindow, TimelineEvent } from '@stowage/domain/report'
import { type ConnectOptions, connectEngine, type Engine } from '@stowage/engine/connect'
import { EngineError } from '@stowage/engine/engine-error'
import type { EngineEvent } from '@stowage/engine/engine-event'
import type { EventWatch } from '@stowage/engine/events'
import type { LateList } from '@stowage/engine/late-facts'
import type { ContainerListing } from '@stowage/engine/list-containers'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { Inventory } from './inventory.ts'
import { Relist } from './relist.ts'
import type { Timeline } from './timeline.ts'
import { timelineEvents } from './timeline-event.ts'

/** While the engine does not answer it is asked this often. */
const downMs = 5000
/** A list with holes is asked for again before the full list is due; not sooner, for a plugin that is down costs 15 s a list (P1). */
const holesMs = 60_000

export type ObserverOptions = {
  address: ConnectOptions
  inventory: Inventory
  timeline: Timeline
  /** Where the last process stopped listening to events. */
  since: { cursor: string | null; at: string } | null
  /** Milliseconds between full lists. */
  fullListMs: () => number
  clock: Clock
  log: Log
  /** The inventory may have something to tell. */
  onChange: () => void
  /** The engine told of a volume. */
  onLine: (line: TimelineEvent) => void
  /** The engine answers, for the first time or again. */
  onUp: () => void
}

/** Follows one engine: events are hints, lists are the truth, and a list that fails keeps what was known (FA7, FA8). */
export function startObserver(options: ObserverOptions) {
  const { inventory, timeline, clock, log } = options
  const { sections } = inventory
  let engine: Engine | null = null
  let watch: EventWatch | null = null
  let reachable = false
  let stopped = false
  let containersBefore: ContainerListing | null = null
  let refresh = new Set<string>()
  let fullTimer: NodeJS.Timeout | null = null
  const waiters: (() => void)[] = []

  const at = () => clock.now().toISOString()
  const toTimeline = timelineEvents({
    container: (id) => sections.containers.get(id),
    volume: (name) => sections.volumes.get(name),
  })

  const isUp = (up: boolean, reason = '') => {
    if (up === reachable) return
    reachable = up
    if (up) log.info('the engine answers', { apiVersion: engine?.apiVersion ?? null })
    else log.warn('the engine does not answer', { reason })
    if (up) {
      options.onUp()
      for (const waiter of waiters.splice(0)) waiter()
    }
    schedule()
  }

  /** Everything that was known stays, marked as no longer fresh. */
  const down = (error: EngineError) => {
    for (const name of ['engine', 'containers', 'volumes'] as const)
      sections[name].merge({ status: 'error', error: error.message, collectedAt: at() })
    isUp(false, error.message)
    options.onChange()
  }

  const readEngine = new Relist(async () => {
    if (!engine) return
    try {
      const fact = await engine.readEngine()
      sections.engine.merge({ status: 'ok', items: [fact], error: null, collectedAt: at() })
      isUp(true)
    } catch (error) {
      if (!(error instanceof EngineError)) throw error
      sections.engine.merge({ status: 'error', error: error.message, collectedAt: at() })
      isUp(false, error.message)
    }
    options.onChange()
  })
  const listContainers = new Relist(async () => {
    if (!engine) return
    const asked = refresh
    refresh = new Set()
    const listing = await engine.listContainers({ previous: containersBefore, refresh: asked })
    containersBefore = listing
    const { status, error } = listing
    if (status === 'error') for (const id of asked) refresh.add(id)
    sections.containers.merge(
      status === 'error'
        ? { status, error: error ?? 'The list failed.', collectedAt: at() }
        : { status, items: listing.items, error, collectedAt: at() },
    )
    options.onChange()
  })
  const listVolumes = new Relist(async () => {
    if (!engine) return
    const { status, error, items } = await engine.listVolumes()
    sections.volumes.merge(
      status === 'error'
        ? { status, error: error ?? 'The list failed.', collectedAt: at() }
        : { status, items, error, collectedAt: at() },
    )
    options.onChange()
  })

  const listAll = async () => {
    await Promise.all([readEngine.now(), listContainers.now(), listVolumes.now()])
    inventory.announce()
    options.onChange()
  }

  function schedule() {
    if (fullTimer) clearTimeout(fullTimer)
    if (stopped) return
    const hasHoles = [sections.engine, sections.containers, sections.volumes].some((section) => section.status !== 'ok')
    const dueMs = hasHoles ? Math.min(holesMs, options.fullListMs()) : options.fullListMs()
    const ms = reachable ? dueMs * (0.8 + Math.random() * 0.4) : downMs
    fullTimer = setTimeout(() => void listAll().finally(schedule), ms)
  }

  const onEvent = (event: EngineEvent) => {
    const line = toTimeline(event)
    if (line) {
      timeline.add(line)
      options.onLine(line)
    }
    if (event.kind === 'volume') {
      if (event.action === 'create' || event.action === 'destroy') listVolumes.hint()
      else if (line) options.onChange()
      return
    }
    if (event.isHelper) return
    refresh.add(event.id)
    listContainers.hint()
  }

  const connect = async () => {
    while (!stopped && !engine) {
      try {
        const onLearned = (list: LateList) => (list === 'containers' ? listContainers : listVolumes).hint()
        engine = await connectEngine({ ...options.address, onLearned })
      } catch (error) {
        if (!(error instanceof EngineError)) throw error
        down(error)
        await new Promise((resolve) => setTimeout(resolve, 500 + Math.random() * (downMs - 500)))
      }
    }
    if (!engine || stopped) return
    watch = engine.watchEvents({
      since: options.since,
      onEvent,
      onOpen: () => void listAll(),
      onGap: (gap: BlindWindow) => {
        timeline.addBlind(gap)
        options.onChange()
      },
      onDown: down,
      backoffMs: { first: 500, max: downMs },
    })
    schedule()
  }
  const connecting = connect()

  return {
    engine: () => engine,
    isReachable: () => reachable,
    /** The engine that answers, waiting a little for one that is just starting; null when there is none. */
    answering: async (withinMs: number): Promise<Engine | null> => {
      if (!reachable) {
        await new Promise<void>((resolve) => {
          waiters.push(resolve)
          setTimeout(resolve, withinMs).unref()
        })
      }
      return reachable ? engine : null
    },
    /** Looks at the volumes at once, as after a change of our own. */
    lookAtVolumes: () => listVolumes.hint(),
    cursor: () => watch?.cursor ?? options.since?.cursor ?? null,
    stop: async () => {
      stopped = true
      for (const relist of [readEngine, listContainers, listVolumes]) relist.stop()
      if (fullTimer) clearTimeout(fullTimer)
      watch?.close()
      engine?.close()
      await connecting
    },
  }
}
