import type { ContainerFact, LayerFact } from '@stowage/domain/facts'
import { connectEngine, type Engine } from '@stowage/engine/connect'
import { fakeEngine } from '@stowage/lab/testing/fake-engine'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LayerMeasures } from './layers.ts'
import { Turns } from './turns.ts'

let base: Engine
const end = Promise.withResolvers<void>()
beforeAll(async () => {
  const fake = await fakeEngine()
  base = await connectEngine({ socketPath: fake.socket })
  void end.promise.then(() => fake.stop())
})
afterAll(() => {
  base.close()
  end.resolve()
})

const container = (name: string, state: ContainerFact['state'], run = 0): ContainerFact => ({
  id: name.repeat(64),
  ...{ name, image: 'i', imageId: '', state, exitCode: null, createdAt: null, finishedAt: null, restartPolicy: '' },
  ...{ readonlyRootfs: false, storageDriver: 'overlay2', layerPath: null, logDriver: 'json-file', imageBytes: null },
  ...{ labels: {}, project: null, service: null, swarmService: null, mounts: [] },
  startedAt: new Date(run).toISOString(),
})
const layer = (containerId: string, bytes: number | null): LayerFact => ({
  ...{ containerId, bytes, reason: bytes === null ? 'late' : null, partial: false, measure: 'apparent', files: null },
  ...{ lostBytes: null, lostPaths: [], logBytes: null, logReason: null, measuredAt: new Date(0).toISOString() },
})

/** Passes over an engine whose measurements take `tookMs` of a clock that stands still otherwise. */
function lab() {
  let nowMs = 0
  const asked: string[] = []
  const answers = { tookMs: 10, bytes: 5 as number | null }
  const layers = new LayerMeasures(() => nowMs)
  const turns = new Turns()
  const engine: Engine = {
    ...base,
    layerSize: async (id) => {
      asked.push(id[0] ?? '')
      nowMs += answers.tookMs
      return layer(id, answers.bytes)
    },
  }
  const pass = async (...containers: ContainerFact[]) => {
    asked.length = 0
    await layers.pass({ engine, containers, turns, onMeasured: () => {}, signal: new AbortController().signal })
    return asked.join('')
  }
  return { layers, engine, turns, answers, pass, wait: (ms: number) => (nowMs += ms) }
}

test('B: a stopped container is measured once after it ran, a running one again and again', async () => {
  const { pass, wait } = lab()
  expect(await pass(container('a', 'exited'), container('b', 'running'), container('c', 'created'))).toBe('abc')
  wait(86_400_000)
  expect(await pass(container('a', 'exited'), container('b', 'running'), container('c', 'created'))).toBe('b')
  expect(await pass(container('a', 'exited', 7))).toBe('a')
})

test('M7: what takes long is measured rarely: not before 50 times as long', async () => {
  const { pass, wait, answers } = lab()
  answers.tookMs = 100
  expect(await pass(container('a', 'running'))).toBe('a')
  wait(4_900)
  expect(await pass(container('a', 'running'))).toBe('')
  wait(100)
  expect(await pass(container('a', 'running'))).toBe('a')
})

test('what could not be measured is tried again after an hour, also when it does not run', async () => {
  const { pass, wait, answers } = lab()
  answers.bytes = null
  expect(await pass(container('a', 'exited'))).toBe('a')
  expect(await pass(container('a', 'exited'))).toBe('')
  wait(3_600_000)
  expect(await pass(container('a', 'exited'))).toBe('a')
})

test('a container that is gone is forgotten', async () => {
  const { pass, layers } = lab()
  await pass(container('a', 'running'), container('b', 'running'))
  await pass(container('b', 'running'))
  expect(layers.facts().map(({ containerId }) => containerId[0])).toEqual(['b'])
})

test('a measurement that gives way to a reading is made again after it, and its half counts nothing', async () => {
  const { layers, engine, turns } = lab()
  const began = Promise.withResolvers<void>()
  let calls = 0
  const slow: Engine = {
    ...engine,
    layerSize: async (id, { signal } = {}) => {
      calls++
      if (calls > 1) return layer(id, 9)
      began.resolve()
      await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()))
      return layer(id, 1)
    },
  }
  const { signal } = new AbortController()
  const passing = layers.pass({ engine: slow, containers: [container('a', 'running')], turns, onMeasured: () => {}, signal })
  await began.promise
  await turns.reading(async () => expect(layers.facts()).toEqual([]))
  await passing
  expect(layers.facts()).toMatchObject([{ bytes: 9 }])
})
