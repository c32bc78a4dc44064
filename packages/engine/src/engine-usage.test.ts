import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EngineUsage } from '@stowage/domain/facts'
import { fakeEngine } from '@stowage/lab/testing/fake-engine'
import { expect, test } from 'vitest'
import { connectEngine } from './connect.ts'

async function measured(apiVersion: string, df: object, DockerRootDir = '/nowhere') {
  await using fake = await fakeEngine({ apiVersion })
  fake.on('GET /system/df', { json: df })
  fake.on('GET /info', { json: { DockerRootDir, Driver: 'overlay2' } })
  const engine = await connectEngine({ socketPath: fake.socket })
  expect((await engine.readEngine()).usage).toBe(null)
  const usage = await engine.measureUsage()
  expect((await engine.readEngine()).usage).toEqual(usage)
  engine.close()
  expect(EngineUsage.parse(usage)).toEqual(usage)
  return { usage, asked: fake.calls.filter(({ path }) => path === '/system/df').map(({ url }) => url) }
}

test('B11: from API 1.42 images and build cache are asked for and nothing else; parts shared with images count once', async () => {
  const df = { LayersSize: 700, BuildCache: [{ Size: 5 }, { Size: 100, Shared: true }, { Size: 6, Shared: false }] }
  const { usage, asked } = await measured('1.51', df)
  expect(usage).toEqual({ imageBytes: 700, imageReason: null, buildCacheBytes: 11, buildCacheReason: null })
  expect(asked).toEqual(['/v1.51/system/df?type=image&type=build-cache'])
})

test('B11, M2: the shape of API 1.52, where zeros are left out', async () => {
  const { usage } = await measured('1.52', { ImageUsage: { TotalSize: 9 }, BuildCacheUsage: {} })
  expect(usage).toMatchObject({ imageBytes: 9, buildCacheBytes: 0 })
})

test('what an engine leaves out is unknown with a reason, never 0', async () => {
  const { usage } = await measured('1.51', { BuildCache: null })
  expect(usage).toMatchObject({ imageBytes: null, buildCacheBytes: null, imageReason: expect.any(String) })
})

test('B10, B11: below API 1.42 no df is asked for: images are read from the data root, the build cache is unknown', async () => {
  const root = mkdtempSync(join(tmpdir(), 'usage-'))
  for (const [name, size] of Object.entries({ aa: '100', bb: '23' })) {
    mkdirSync(join(root, 'image/overlay2/layerdb/sha256', name), { recursive: true })
    writeFileSync(join(root, 'image/overlay2/layerdb/sha256', name, 'size'), size)
  }
  const { usage, asked } = await measured('1.41', {}, root)
  expect(usage).toMatchObject({ imageBytes: 123, imageReason: null, buildCacheBytes: null, buildCacheReason: expect.any(String) })
  expect(asked).toEqual([])
  rmSync(root, { recursive: true })
  expect((await measured('1.41', {})).usage).toMatchObject({ imageBytes: null, imageReason: expect.any(String) })
})
