import { setTimeout as pause } from 'node:timers/promises'
import { formatBytes } from '@stowage/domain/format'
import type { ReadingRow } from '@stowage/domain/reading'
import { visibleText } from '@stowage/domain/visible-text'
import type { Client } from './client.ts'
import { CommandError } from './command.ts'
import type { Output } from './output.ts'

/** A host that is away for longer is not waited for. */
const awayMsMax = 10_000

function words({ host, state, bytes, files, reason }: ReadingRow): string {
  if (state !== 'reading') return reason ?? `${host}: ${state}`
  const far = [bytes === null ? [] : formatBytes(bytes), files === null ? [] : `${files} files`].flat().join(' in ')
  return `${host}: reading${far && `, ${far} so far`}`
}

/** Says on stderr how far it is: one line that changes on a terminal, else a line for each change of state. */
function teller(output: Output) {
  let told = ''
  const isTerminal = process.stderr.isTTY && !output.json
  return {
    tell(reading: ReadingRow) {
      const { id, host, kind, state, bytes, files } = reading
      const line = output.json ? JSON.stringify({ readingId: id, host, kind, state, bytes, files }) : visibleText(words(reading))
      const news = isTerminal || output.json ? line : state
      // For people the answer or the failure itself follows.
      const isEnd = state === 'done' || state === 'failed'
      if (news === told || (isEnd && !output.json)) return
      told = news
      if (isTerminal) process.stderr.write(`\r\u001b[2K${line}`)
      else output.note(line)
    },
    end() {
      if (isTerminal && told) process.stderr.write('\r\u001b[2K')
    },
  }
}

/**
 * Asks for a reading and follows it to its end. Throws in words when it failed or when its host is not there. Ctrl-C asks the server to stop
 * it, and the failure says so.
 */
export async function readAndWatch(client: Client, ask: () => Promise<ReadingRow>, output: Output): Promise<void> {
  const interrupted = new AbortController()
  const interrupt = () => interrupted.abort()
  process.once('SIGINT', interrupt)
  const { tell, end } = teller(output)
  try {
    const { id } = await ask()
    let presentAt = Date.now()
    for (;;) {
      const [reading] = interrupted.signal.aborted
        ? [await client.readings.stop.mutate({ id })]
        : await client.readings.list.query({ ids: [id] })
      // A newer reading of the same has ended and taken its place.
      if (!reading) return
      tell(reading)
      if (reading.state === 'done') return
      if (reading.state === 'failed') throw new CommandError(`${reading.host}: ${reading.reason ?? 'failed'}`)
      if (reading.state === 'reading' || reading.reason === null) presentAt = Date.now()
      else if (Date.now() - presentAt > awayMsMax) throw new CommandError(`${reading.reason} Run this again later.`)
      await pause(250, undefined, { signal: interrupted.signal }).catch(() => {})
    }
  } finally {
    end()
    process.removeListener('SIGINT', interrupt)
  }
}
