import { randomUUID } from 'node:crypto'
import type { ReadingAsk, ReadingNews } from '@stowage/domain/reading'
import { expect, test, vi } from 'vitest'
import { type Reader, type ReadingContext, ReadingFailure } from './reading.ts'
import { createReadings } from './readings.ts'
import { handClock } from './testing/hand-clock.ts'
import { Turns } from './turns.ts'

const ask = (subject: string): ReadingAsk => ({ id: randomUUID(), kind: 'volume.size', subject })

/** Readings whose reader waits to be told what to answer. */
function prepared() {
  const clock = handClock()
  const began: { subject: string; context: ReadingContext; end: PromiseWithResolvers<void> }[] = []
  const read: Reader = async (subject, context) => {
    const end = Promise.withResolvers<void>()
    began.push({ subject, context, end })
    await end.promise
    return { bytes: 5, files: 1, tree: null }
  }
  const readers = { 'volume.size': read, 'volume.contents': read, 'layer.size': read, 'layer.changes': read }
  const said: string[] = []
  const log = { info: () => {}, warn: () => {}, error: (message: string) => void said.push(message) }
  let heard = Promise.withResolvers<void>()
  const onNews = () => {
    heard.resolve()
    heard = Promise.withResolvers()
  }
  const readings = createReadings({ readers, listed: async () => {}, turns: new Turns(), clock, log, onNews })
  const ended = async (): Promise<ReadingNews> => {
    for (;;) {
      const news = readings.news()
      if (news && news.state !== 'reading') return news
      await heard.promise
    }
  }
  /** When the reader has been asked so often. */
  const reads = (times: number) => vi.waitFor(() => expect(began).toHaveLength(times))
  return { clock, began, readings, said, ended, reads }
}

test('one at a time, in the order of the asks; a repeated ask is the same one, also after its answer', async () => {
  const { began, readings, ended, reads } = prepared()
  const [a, b] = [ask('a'), ask('b')]
  for (const each of [a, b, a, b]) readings.take(each)
  await reads(1)
  expect(readings.news()).toMatchObject({ id: a.id, state: 'reading', bytes: null })
  expect(began.map(({ subject }) => subject)).toEqual(['a'])
  began[0]?.end.resolve()
  const done = await ended()
  expect(done).toMatchObject({ id: a.id, state: 'done', bytes: 5, files: 1 })
  readings.take(a)
  readings.told(done)
  expect(readings.news()).toMatchObject({ id: b.id, state: 'reading' })
  await reads(2)
  expect(began.map(({ subject }) => subject)).toEqual(['a', 'b'])
})

test('how far it is goes out at most once a second', async () => {
  const { clock, began, readings, reads } = prepared()
  readings.take(ask('a'))
  await reads(1)
  const count = (bytes: number) => began[0]?.context.onCount(bytes, 1)
  const first = readings.news()
  if (first) readings.told(first)
  count(10)
  expect(readings.news()).toBeNull()
  clock.pass(1000)
  count(20)
  expect(readings.news()).toMatchObject({ state: 'reading', bytes: 20 })
  count(30)
  expect(readings.news()?.bytes).toBe(20)
})

test('what failed says why; a fault of our own is logged, too', async () => {
  for (const [error, logged] of [
    [new ReadingFailure('This host has no such volume any more.'), 0],
    [new TypeError('oops'), 1],
  ] as const) {
    const { began, readings, said, ended, reads } = prepared()
    readings.take(ask('a'))
    await reads(1)
    began[0]?.end.reject(error)
    expect(await ended()).toMatchObject({ state: 'failed', reason: error.message, bytes: null, tree: null })
    expect(said).toHaveLength(logged)
  }
})

test('what nobody waits for any more is ended or never begun, and says nothing', async () => {
  const { began, readings, ended, reads } = prepared()
  const [a, b, c] = [ask('a'), ask('b'), ask('c')]
  for (const each of [a, b, c]) readings.take(each)
  await reads(1)
  readings.stop(b.id)
  readings.stop(a.id)
  expect(began[0]?.context.signal.aborted).toBe(true)
  began[0]?.end.resolve()
  await reads(2)
  const next = ended()
  began[1]?.end.resolve()
  expect(await next).toMatchObject({ id: c.id, state: 'done' })
  expect(began.map(({ subject }) => subject)).toEqual(['a', 'c'])
})
