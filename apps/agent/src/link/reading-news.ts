import type { ReadingNews } from '@stowage/domain/reading'
import type { Log } from '../log.ts'
import type { Readings } from '../measure/readings.ts'
import type { Client } from './client.ts'
import { linkError } from './link-error.ts'
import type { Wake } from './wake.ts'

/** As much of the readings as a session needs. */
export type SessionReadings = Pick<Readings, 'take' | 'stop' | 'news' | 'told'>

const tooMuch = 'What was found is too much for something on the way to the server.'

export type ReadingNewsOptions = {
  client: Client
  readings: SessionReadings
  wake: Wake
  /** Resolves when the server has heard everything that the inventory holds now. */
  allTold: () => Promise<void>
  log: Log
  signal: AbortSignal
}

/**
 * Tells the server of readings until the signal. A size that was read goes out in a report before the word that its reading is done.
 * @throws LinkError
 */
export async function tellReadings({ client, readings, wake, allTold, log, signal }: ReadingNewsOptions): Promise<void> {
  const tell = async (news: ReadingNews) => {
    try {
      await client.reading(news, signal)
    } catch (error) {
      const { kind, message } = linkError(error)
      if (kind === 'tooLarge') await client.reading({ ...news, state: 'failed', tree: null, reason: tooMuch }, signal)
      // what it refuses once it refuses always
      else if (kind === 'refused') log.warn('the server took no news of a reading', { readingId: news.id, reason: message })
      else throw error
    }
  }
  while (!signal.aborted) {
    const news = readings.news()
    if (!news) {
      await wake.wait(signal)
      continue
    }
    if (news.state !== 'reading') await allTold()
    if (signal.aborted) return
    await tell(news)
    readings.told(news)
  }
}
