import type { ReadingAsk, ReadingNews } from '@stowage/domain/reading'
import { EngineError } from '@stowage/engine/engine-error'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { type Readers, ReadingFailure } from './reading.ts'
import type { Turns } from './turns.ts'

const progressMs = 1000

export type ReadingsOptions = {
  readers: Readers
  /** Resolves when the agent has seen the engine's lists, or it takes too long. */
  listed: (signal: AbortSignal) => Promise<void>
  turns: Turns
  clock: Clock
  log: Log
  onNews: () => void
}
export type Readings = ReturnType<typeof createReadings>

type Open = { ask: ReadingAsk; askedMs: number; stop: AbortController }

/**
 * What people asked to look at, one at a time and before all measuring in the background. Nothing is written down: what is lost with
 * this process is asked again.
 */
export function createReadings({ readers, listed, turns, clock, log, onNews }: ReadingsOptions) {
  const waiting: Open[] = []
  const ended: ReadingNews[] = []
  let current: Open | null = null
  let progress: ReadingNews | null = null
  let isWorking = false
  let isClosed = false

  const read = async (open: Open): Promise<ReadingNews> => {
    const { id, kind, subject } = open.ask
    const news = { id, reason: null, tree: null }
    let toldMs = clock.elapsedMs()
    const tellProgress = (bytes: number | null, files: number | null) => {
      toldMs = clock.elapsedMs()
      progress = { ...news, state: 'reading', bytes, files }
      onNews()
    }
    tellProgress(null, null)
    const onCount = (bytes: number | null, files: number | null) => {
      if (clock.elapsedMs() - toldMs >= progressMs) tellProgress(bytes, files)
    }
    try {
      await listed(open.stop.signal)
      const found = await readers[kind](subject, { signal: open.stop.signal, askedMs: open.askedMs, onCount })
      return { ...news, ...found, state: 'done' }
    } catch (error) {
      if (!(error instanceof ReadingFailure || error instanceof EngineError))
        log.error('a reading failed', { kind, reason: String(error) })
      const reason = error instanceof Error ? error.message.slice(0, 2000) : 'The agent could not read it.'
      return { ...news, state: 'failed', bytes: null, files: null, reason }
    }
  }

  const readAll = async () => {
    for (let next = waiting.shift(); next && !isClosed; next = waiting.shift()) {
      current = next
      const news = await read(next)
      progress = null
      current = null
      if (next.stop.signal.aborted) continue
      ended.push(news)
      onNews()
    }
  }

  const work = async () => {
    if (isWorking) return
    isWorking = true
    await turns.reading(readAll)
    isWorking = false
  }

  return {
    /** Once for each id: an ask that is repeated after a lost stream is under way or answered already. */
    take: (ask: ReadingAsk): void => {
      const isKnown = [current?.ask.id, ...waiting.map((open) => open.ask.id), ...ended.map(({ id }) => id)].includes(ask.id)
      if (isKnown) return
      waiting.push({ ask, askedMs: clock.elapsedMs(), stop: new AbortController() })
      void work()
    },
    stop: (id: string): void => {
      const index = waiting.findIndex((open) => open.ask.id === id)
      if (index >= 0) waiting.splice(index, 1)
      if (current?.ask.id === id) current.stop.abort()
    },
    /** The next word for the server: how one ended before how far another is. */
    news: (): ReadingNews | null => ended[0] ?? progress,
    /** The server has heard it. */
    told: (news: ReadingNews): void => {
      if (ended[0] === news) ended.shift()
      if (progress === news) progress = null
    },
    close: (): void => {
      isClosed = true
      current?.stop.abort()
    },
  }
}
