import type { VolumeFact } from '@stowage/domain/facts'
import { connectEngine } from '@stowage/engine/connect'
import { fakeEngine } from '@stowage/lab/testing/fake-engine'
import { expect, test } from 'vitest'
import { type EngineAnswer, EngineSizes } from './engine-sizes.ts'
import { handClock } from './testing/hand-clock.ts'

const volume: VolumeFact = {
  ...{ name: 'v', driver: 'local', scope: 'local', kind: 'named', mountpoint: '/m', options: {}, labels: {}, anonymous: null },
  ...{ project: null, createdAt: null, realDevice: null, problem: null },
}
const measured = { json: { Volumes: [{ Name: 'v', UsageData: { Size: 7, RefCount: 0 } }] } }
const busy = { status: 500, json: { message: 'a disk usage operation is already running' } }

async function askedEngine() {
  const fake = await fakeEngine({ apiVersion: '1.41' })
  const engine = await connectEngine({ socketPath: fake.socket })
  const clock = handClock()
  let heard = Promise.withResolvers<EngineAnswer>()
  const onAnswer = (answer: EngineAnswer) => {
    heard.resolve(answer)
    heard = Promise.withResolvers()
  }
  const sizes = new EngineSizes({ clock, leastMs: 1000, writers: () => () => ({}), onAnswer })
  return {
    ...{ fake, clock, sizes },
    calls: () => fake.calls.filter(({ path }) => path === '/system/df').length,
    /** What comes of asking twice. */
    answer: () => {
      const { promise } = heard
      sizes.ask(engine, [volume])
      sizes.ask(engine, [volume])
      return promise
    },
    now: (sinceMs: number, patienceMs = 60_000) => sizes.now(engine, [volume], sinceMs, patienceMs),
    async [Symbol.asyncDispose]() {
      engine.close()
      await fake.stop()
    },
  }
}

test('B10: the engine is never asked twice at once, and ever more rarely while it measures for somebody else', async () => {
  await using lab = await askedEngine()
  lab.fake.on('GET /system/df', busy)
  for (const restMs of [2000, 4000, 8000]) {
    const before = lab.calls()
    expect((await lab.answer()).status).toBe('skipped')
    expect(lab.sizes.trouble).toMatchObject({ status: 'skipped', error: expect.stringMatching(/already measuring/) })
    lab.clock.pass(restMs - 1)
    lab.answer()
    expect(lab.calls()).toBe(before + 1)
    lab.clock.pass(1)
  }
  lab.fake.on('GET /system/df', measured)
  expect((await lab.answer()).items).toMatchObject([{ name: 'v', bytes: 7 }])
  expect(lab.sizes.trouble).toBeNull()
})

test('M7: an engine that measures for a minute is asked again after fifty', async () => {
  await using lab = await askedEngine()
  lab.fake.on('GET /system/df', () => {
    lab.clock.pass(60_000)
    return measured
  })
  expect((await lab.answer()).tookMs).toBe(60_000)
  lab.clock.pass(50 * 60_000 - 1)
  lab.answer()
  expect(lab.calls()).toBe(1)
  lab.clock.pass(1)
  await lab.answer()
  expect(lab.calls()).toBe(2)
})

test('whoever asks gets an answer that was begun after it, many that ask at once get the same one', async () => {
  await using lab = await askedEngine()
  lab.fake.on('GET /system/df', measured)
  const both = await Promise.all([lab.now(0), lab.now(0)])
  expect(both.map((answer) => answer?.items[0]?.bytes)).toEqual([7, 7])
  expect((await lab.now(0))?.items).toHaveLength(1)
  expect(lab.calls()).toBe(1)
  lab.clock.pass(10)
  await lab.now(5)
  expect(lab.calls()).toBe(2)
})

test('M18: an engine that never answers holds nobody', async () => {
  await using lab = await askedEngine()
  lab.fake.on('GET /system/df', 'hang')
  expect(await lab.now(0, 20)).toBeNull()
  lab.clock.pass(60_000)
  expect(await lab.now(60_000)).toBeNull()
  expect(lab.calls()).toBe(1)
})
