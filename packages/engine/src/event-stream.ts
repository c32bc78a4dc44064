import type { IncomingMessage } from 'node:http'
import { StringDecoder } from 'node:string_decoder'

const lineUnitsMax = 8 * 1024 * 1024

export type StreamEnd = 'idle' | 'broken' | 'closed'

/**
 * Reads the lines of an open event stream until it ends. `idle`: nothing came for `idleMs`, as when a proxy lost it silently (E4).
 * A broken stream says so up to four times (A10), this function once. `onTooLong` is told of a line that was dropped.
 */
export function readEventStream(
  stream: IncomingMessage,
  options: { idleMs: number; signal: AbortSignal; onLine: (line: string) => void; onTooLong: () => void },
): Promise<StreamEnd> {
  const { promise, resolve } = Promise.withResolvers<StreamEnd>()
  const decoder = new StringDecoder('utf8')
  let rest = ''
  let isDropping = false

  const finish = (end: StreamEnd) => {
    clearTimeout(idle)
    options.signal.removeEventListener('abort', onAbort)
    // before `destroy`, which reports `aborted` at once
    resolve(end)
    stream.destroy()
  }
  const onAbort = () => finish('closed')
  const idle = setTimeout(() => finish('idle'), options.idleMs)
  const broken = () => finish(options.signal.aborted ? 'closed' : 'broken')

  stream.on('data', (chunk: Buffer) => {
    idle.refresh()
    const lines = (rest + decoder.write(chunk)).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (!isDropping && line.trim() !== '') options.onLine(line)
      isDropping = false
    }
    if (rest.length > lineUnitsMax) {
      if (!isDropping) options.onTooLong()
      isDropping = true
      rest = ''
    }
  })
  for (const event of ['aborted', 'error', 'end', 'close']) stream.on(event, broken)
  options.signal.addEventListener('abort', onAbort, { once: true })
  if (options.signal.aborted) onAbort()
  return promise
}
