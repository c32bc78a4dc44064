import type { IncomingMessage } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { EngineError } from './engine-error.ts'
import { type EngineEvent, engineEvent, eventFilters } from './engine-event.ts'
import { readEventStream } from './event-stream.ts'

/** A time in which events may have gone unseen; `from` and `to` are ISO 8601 in our clock. */
export type EventGap = { from: string; to: string; cause: 'agent_down' | 'stream_gap' | 'engine_restart' }

export type WatchEventsOptions = {
  /** Where an earlier watch ended: its last cursor and when it was last known to listen. */
  since?: { cursor: string | null; at: string } | null
  onEvent: (event: EngineEvent) => void
  /** The stream is open, for the first time or again: list everything now (subscribe first, then list). */
  onOpen: () => void
  /** Comes up to `replayMs` after `onOpen`, and not at all when the engine proved that nothing was missed. */
  onGap: (gap: EventGap) => void
  /** The stream could not be opened; it will be tried again. */
  onDown?: (error: EngineError) => void
  /** Quiet time after which the stream is opened anew. */
  idleMs?: number
  /** How long a new stream may take to replay what was missed. */
  replayMs?: number
  backoffMs?: { first: number; max: number }
  random?: () => number
}

export type EventWatch = {
  /** For the next watch's `since`. */
  readonly cursor: string | null
  /** Ends the watch; no callback comes after it. */
  close(): void
}

/** Prepares the connection (negotiates), then opens the stream. Throws EngineError. */
export type OpenEvents = (query: Record<string, string>, signal: AbortSignal) => Promise<IncomingMessage>

/** How many keys are remembered: the engine itself keeps 256 events (E1). */
const keysMax = 1024
const healthyMs = 60_000

/** What a newly opened stream has to prove: that the engine's memory still reaches back to the last event seen. */
type Reopening = { cause: EventGap['cause'] | 'idle'; from: string; cursor: string | null; sawCursor: boolean; sawNew: boolean }

/**
 * Follows the engine's events and keeps following: one reopening per end, with `since`, repeats dropped, back-off with full jitter.
 * After a break the engine replays what it kept; when that begins with the last event seen, nothing was missed, else it is a gap.
 */
export function watchEvents(open: OpenEvents, closing: AbortSignal, options: WatchEventsOptions): EventWatch {
  const { idleMs = 300_000, replayMs = 1_000, backoffMs = { first: 500, max: 60_000 }, random = Math.random } = options
  const own = new AbortController()
  const signal = AbortSignal.any([closing, own.signal])
  const seen = new Set<string>()
  let cursor = options.since?.cursor ?? null
  let reopening: Reopening | null = options.since
    ? { cause: 'agent_down', from: options.since.at, cursor, sawCursor: false, sawNew: false }
    : null

  const deliver = (line: string) => {
    const event = engineEvent(line)
    if (!event) return
    if (reopening && event.cursor === reopening.cursor) {
      reopening.sawCursor = true
      if (seen.size === 0) seen.add(event.key)
    }
    if (seen.has(event.key)) return
    seen.add(event.key)
    const [oldest] = seen
    if (seen.size > keysMax && oldest !== undefined) seen.delete(oldest)
    if (reopening) reopening.sawNew = true
    cursor = event.cursor
    options.onEvent(event)
  }

  const settle = (openedAt: string) => {
    const done = reopening
    reopening = null
    if (!done || done.sawCursor) return
    // a quiet stream that replays nothing unseen was quiet because nothing happened
    if (done.cause === 'idle' && !done.sawNew) return
    options.onGap({ from: done.from, to: openedAt, cause: done.cause === 'idle' ? 'stream_gap' : done.cause })
  }

  const follow = async () => {
    let listeningSince = `${Math.floor(Date.now() / 1000)}`
    let attempt = 0
    while (!signal.aborted) {
      try {
        const query = { filters: JSON.stringify(eventFilters), since: cursor ?? listeningSince }
        const stream = await open(query, signal)
        const opened = Date.now()
        const openedAt = new Date(opened).toISOString()
        options.onOpen()
        const replay = setTimeout(() => settle(openedAt), replayMs)
        const end = await readEventStream(stream, { idleMs, signal, onLine: deliver, onTooLong: options.onOpen })
        clearTimeout(replay)
        if (end === 'closed') return
        settle(openedAt)
        listeningSince = `${Math.floor(opened / 1000)}`
        const cause = end === 'idle' ? 'idle' : 'stream_gap'
        reopening = { cause, from: new Date().toISOString(), cursor, sawCursor: false, sawNew: false }
        if (end === 'idle') reopening.from = new Date(Date.now() - idleMs).toISOString()
        if (end === 'idle' || Date.now() - opened > healthyMs) attempt = 0
        if (end === 'idle') continue
      } catch (error) {
        if (signal.aborted) return
        if (!(error instanceof EngineError)) throw error
        if (reopening && error.kind === 'unreachable')
          reopening.cause = reopening.cause === 'agent_down' ? 'agent_down' : 'engine_restart'
        options.onDown?.(error)
      }
      const waitMs = random() * Math.min(backoffMs.max, backoffMs.first * 2 ** attempt++)
      await sleep(waitMs, undefined, { signal }).catch(() => undefined)
    }
  }
  const following = follow()
  following.catch((error: unknown) => {
    // a callback threw: that is a defect and must not pass silently
    queueMicrotask(() => {
      throw error
    })
  })

  return {
    get cursor() {
      return cursor
    },
    close: () => own.abort(),
  }
}
