import type { VolumeFact } from '@stowage/domain/facts'
import { HostPolicy } from '@stowage/domain/host-policy'
import { connectEngine } from '@stowage/engine/connect'
import { fakeEngine } from '@stowage/lab/testing/fake-engine'
import { expect, test } from 'vitest'
import type { JobContext } from './effect.ts'
import { noFault } from './fault.ts'
import { changesSince, removeVolume } from './remove-volume.ts'

const volume: VolumeFact = {
  name: 'data',
  driver: 'rclone:latest',
  scope: 'local',
  kind: 'plugin',
  mountpoint: '',
  options: { remote: '•••', b: '1' },
  labels: { team: 'shop' },
  anonymous: null,
  project: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  realDevice: null,
  problem: null,
}
const expected = {
  driver: 'rclone',
  createdAt: '2026-01-01T01:00:00+01:00',
  options: { b: '1', remote: '•••' },
  labels: { team: 'shop' },
}

test('M27: the same volume in another spelling is the same one', () => {
  expect(changesSince(expected, volume)).toEqual([])
})

test('M27: every difference is named, and a lost or new creation time is one', () => {
  expect(changesSince({ ...expected, driver: 'local' }, volume)).toEqual(['driver'])
  expect(changesSince({ ...expected, createdAt: null }, volume)).toEqual(['creation time'])
  expect(changesSince({ ...expected, createdAt: '2026-01-01T00:00:01Z' }, volume)).toEqual(['creation time'])
  expect(changesSince({ ...expected, options: { b: '1' }, labels: {} }, volume)).toEqual(['options', 'labels'])
})

/** A removal of `data` with these labels, asked as the server would that was told them capped. */
async function removalOf(labels: Record<string, string>, protect: string[]) {
  await using fake = await fakeEngine()
  const volume = { Name: 'data', Driver: 'local', Labels: labels, Options: null, CreatedAt: '2026-01-01T00:00:00Z' }
  fake.on('GET /volumes/*', { json: volume })
  fake.on('DELETE /volumes/*', { status: 204 })
  const engine = await connectEngine({ socketPath: fake.socket })
  const policy = HostPolicy.parse({ mode: 'manage', protect: { labels: protect } })
  const context: JobContext = {
    id: 'job',
    engine,
    policy: { policy, problem: null },
    wasRemovedLately: () => false,
    stage: () => {},
    begin: async () => null,
    fault: noFault,
  }
  const told = await engine.inspectVolume('data')
  if (!told) throw new Error('no volume')
  const { driver, createdAt, options } = told
  const result = await removeVolume({ name: 'data', expect: { driver, createdAt, options, labels: told.labels } }, context)
  engine.close()
  return { told, result, deletes: fake.calls.filter(({ method }) => method === 'DELETE').length }
}
const crowd = Object.fromEntries(Array.from({ length: 80 }, (_, i) => [`a-${i}`, `${i}`]))

test('DS8, AP11: a label that was cut off on its way to the server protects all the same', async () => {
  const { told, result, deletes } = await removalOf({ ...crowd, zz: 'keep' }, ['zz=keep'])
  expect(told.labels.zz).toBeUndefined()
  expect(result).toMatchObject({ outcome: 'refused', code: 'policy', details: { line: 'protect.labels' } })
  expect(deletes).toBe(0)
})

test('DS8, AP11: so does the end of a long value, and a key longer than the protocol takes', async () => {
  const value = await removalOf({ team: `${'x'.repeat(5000)}-keep` }, ['team=*-keep'])
  const key = await removalOf({ [`${'k'.repeat(400)}`]: '' }, ['k'.repeat(400)])
  for (const { result, deletes } of [value, key]) {
    expect(result).toMatchObject({ outcome: 'refused', code: 'policy' })
    expect(deletes).toBe(0)
  }
})

test('many labels alone protect nothing', async () => {
  const { result, deletes } = await removalOf(crowd, ['zz=keep'])
  expect(result).toMatchObject({ outcome: 'succeeded', code: 'removed' })
  expect(deletes).toBe(1)
})
