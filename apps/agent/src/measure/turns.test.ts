import { expect, test } from 'vitest'
import { Turns } from './turns.ts'

test('one measurement at a time; a reading goes at once, the one under way is asked to give way and the next ones wait', async () => {
  const turns = new Turns()
  const done: string[] = []
  const first = Promise.withResolvers<void>()
  const reading = Promise.withResolvers<void>()
  const one = turns.background(async (signal) => {
    await first.promise
    done.push(signal.aborted ? 'first gave way' : 'first')
  })
  const two = turns.background(async (signal) => void done.push(signal.aborted ? 'second gave way' : 'second'))
  await Promise.resolve()
  const asked = turns.reading(async () => {
    done.push('reading began')
    await reading.promise
    done.push('reading')
  })
  first.resolve()
  await one
  reading.resolve()
  await Promise.all([two, asked])
  expect(done).toEqual(['reading began', 'first gave way', 'reading', 'second'])
})

test('work that fails gives its turn back', async () => {
  const turns = new Turns()
  const failed = async () => {
    throw new Error('no')
  }
  await expect(turns.background(failed)).rejects.toThrow('no')
  await expect(turns.reading(failed)).rejects.toThrow('no')
  expect(await turns.background(async () => 1)).toBe(1)
})
