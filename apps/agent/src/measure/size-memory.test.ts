import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { SizeMemory } from './size-memory.ts'
import { handClock, sizeFact } from './testing/hand-clock.ts'

const [minuteMs, hourMs] = [60_000, 3_600_000]
let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'stowage-sizes-'))
})
afterEach(() => rm(directory, { recursive: true }))

const opened = async () => {
  const clock = handClock()
  clock.pass(hourMs)
  return { clock, memory: await SizeMemory.open(directory, clock) }
}
const volume = { name: 'v', createdAt: null }

test('a volume is due when it was never seen, when something may have written to it, and after a day', async () => {
  const { clock, memory } = await opened()
  expect(memory.isDue(volume, {}, minuteMs)).toBe(true)
  memory.keep(volume, sizeFact('v'), 10, {})
  expect(memory.isDue(volume, { c: 'active' }, minuteMs)).toBe(false)
  clock.pass(minuteMs)
  expect(memory.isDue(volume, { c: 'active' }, minuteMs)).toBe(true)
  expect(memory.isDue(volume, {}, minuteMs)).toBe(false)
  clock.pass(23 * hourMs)
  expect(memory.isDue(volume, {}, minuteMs)).toBe(false)
  clock.pass(hourMs)
  expect(memory.isDue(volume, {}, minuteMs)).toBe(true)
})

test('M7: what took long is looked at rarely, also while it is written to', async () => {
  const { clock, memory } = await opened()
  memory.keep(volume, sizeFact('v'), 2 * minuteMs, {})
  clock.pass(99 * minuteMs)
  expect(memory.isDue(volume, { c: 'active' }, minuteMs)).toBe(false)
  clock.pass(minuteMs)
  expect(memory.isDue(volume, { c: 'active' }, minuteMs)).toBe(true)
})

test('a look that was under way when the volume went says nothing of the one that got its name', async () => {
  const { clock, memory } = await opened()
  clock.pass(minuteMs)
  memory.forget('v')
  clock.pass(1000)
  memory.keep(volume, sizeFact('v'), 2000, {})
  expect(memory.has('v')).toBe(false)
  clock.pass(minuteMs)
  memory.keep(volume, sizeFact('v'), 1000, {})
  expect(memory.has('v')).toBe(true)
})

test('an unknown size is looked for again after an hour', async () => {
  const { clock, memory } = await opened()
  memory.keep(volume, sizeFact('v', { bytes: null, reason: 'its data directory is gone' }), 10, {})
  clock.pass(59 * minuteMs)
  expect(memory.isDue(volume, {}, minuteMs)).toBe(false)
  clock.pass(minuteMs)
  expect(memory.isDue(volume, {}, minuteMs)).toBe(true)
})

test('a mount that no list shows makes a volume due, also one that comes during the measurement', async () => {
  const { clock, memory } = await opened()
  memory.keep(volume, sizeFact('v'), 10, {})
  memory.touch('v')
  expect(memory.isDue(volume, {}, 0)).toBe(false)
  clock.pass(hourMs)
  memory.keep(volume, sizeFact('v'), 10, {})
  expect(memory.isDue(volume, {}, 0)).toBe(false)
  clock.pass(minuteMs)
  memory.touch('v')
  clock.pass(10)
  memory.keep(volume, sizeFact('v'), 1000, {})
  clock.pass(hourMs)
  expect(memory.isDue(volume, {}, 0)).toBe(true)
})

test('M13: a restart forgets nothing, counts the time in which no agent ran, and is not misled by a clock that was set back', async () => {
  const { clock, memory } = await opened()
  memory.keep(volume, sizeFact('v'), 10, { c: 'a b' })
  memory.keep({ name: 'touched', createdAt: null }, sizeFact('touched'), 10, {})
  clock.pass(1000)
  memory.touch('touched')
  await memory.save()
  for (const awayMs of [-9 * hourMs, 20 * hourMs]) {
    const later = handClock()
    later.pass(hourMs + awayMs)
    const next = await SizeMemory.open(directory, later)
    expect(next.facts()).toEqual([sizeFact('v'), sizeFact('touched')])
    later.pass(3 * hourMs)
    expect(next.isDue(volume, { c: 'a b' }, minuteMs)).toBe(false)
    expect(next.isDue(volume, { c: 'c d' }, minuteMs)).toBe(true)
    expect(next.isDue({ name: 'touched', createdAt: null }, {}, minuteMs)).toBe(true)
  }
})

test('a file that is damaged or of another version costs one more look, no more', async () => {
  for (const text of ['', '{"savedAt":1', '{"savedAt":1,"sizes":[{"fact":{}}]}', 'null']) {
    await writeFile(join(directory, 'sizes.json'), text)
    expect((await opened()).memory.facts()).toEqual([])
  }
})

test('a volume that is gone is forgotten; one that was made anew while no agent ran is due, V4: and no more than that', async () => {
  const { clock, memory } = await opened()
  for (const name of ['a', 'b', 'c']) memory.keep({ name, createdAt: 'then' }, sizeFact(name), 10, {})
  memory.forget('c')
  memory.keepOnly([{ name: 'a' }, { name: 'c' }])
  expect(memory.facts().map(({ name }) => name)).toEqual(['a'])
  const anew = { name: 'a', createdAt: 'now' }
  expect(memory.isDue(anew, {}, minuteMs)).toBe(false)
  clock.pass(minuteMs)
  expect(memory.isDue(anew, {}, minuteMs)).toBe(true)
  expect(memory.isDue({ name: 'a', createdAt: 'then' }, {}, minuteMs)).toBe(false)
})

test('a mount that ends during the very first look counts, too', async () => {
  const { clock, memory } = await opened()
  memory.touch('v')
  clock.pass(10)
  memory.keep(volume, sizeFact('v'), 1000, {})
  clock.pass(hourMs)
  expect(memory.isDue(volume, {}, minuteMs)).toBe(true)
})
