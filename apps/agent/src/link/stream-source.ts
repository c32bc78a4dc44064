import type { IncomingMessage } from 'node:http'
import { createParser } from 'eventsource-parser'

type Source = { data?: string; lastEventId?: string; error?: unknown }
type Listener = (event: Source) => void

export type StreamSourceOptions = {
  open: (url: string, signal: AbortSignal) => Promise<IncomingMessage>
  onBytes: () => void
  withCredentials?: boolean
}

/**
 * One event stream, as tRPC's subscription link wants it. It never reconnects, for a session that lost its stream begins anew; and it is
 * silent once closed, for tRPC's consumer throws where nobody can catch it when an event comes late.
 */
export class StreamSource {
  readonly CONNECTING = 0
  readonly OPEN = 1
  readonly CLOSED = 2
  readyState = 0
  private readonly listeners = new Map<string, Set<Listener>>()
  private readonly abort = new AbortController()

  constructor(url: string, options?: StreamSourceOptions) {
    if (!options) throw new Error('a stream needs to know how to open')
    void this.follow(url, options)
  }

  addEventListener(type: string, listener: Listener): void {
    const known = this.listeners.get(type) ?? new Set()
    this.listeners.set(type, known.add(listener))
  }

  removeEventListener(type: string, listener: Listener): void {
    this.listeners.get(type)?.delete(listener)
  }

  close(): void {
    this.readyState = this.CLOSED
    this.listeners.clear()
    this.abort.abort()
  }

  private async follow(url: string, { open, onBytes }: StreamSourceOptions): Promise<void> {
    try {
      const stream = await open(url, this.abort.signal)
      this.readyState = this.OPEN
      const parser = createParser({
        onEvent: ({ event = 'message', data, id }) => this.tell(event, { data, lastEventId: id ?? '' }),
      })
      stream.setEncoding('utf8')
      for await (const chunk of stream) {
        onBytes()
        parser.feed(chunk)
      }
      throw new Error('The server ended the stream.')
    } catch (error) {
      if (this.abort.signal.aborted) return
      this.readyState = this.CLOSED
      this.tell('error', { error })
    }
  }

  private tell(type: string, event: Source): void {
    for (const listener of this.listeners.get(type) ?? []) listener(event)
  }
}
