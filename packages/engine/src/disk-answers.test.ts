import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fakeEngine } from '@stowage/lab/testing/fake-engine'
import { afterAll, afterEach, expect, test } from 'vitest'
import { connectEngine } from './connect.ts'
import { diskAnswers } from './disk-answers.ts'
import { ids } from './testing/recorded.ts'

const bin = mkdtempSync(join(tmpdir(), 'stat-'))
const { PATH } = process.env
afterEach(() => {
  process.env.PATH = PATH
})
afterAll(() => rmSync(bin, { recursive: true }))

/** A `stat` that hangs as on a network mount whose server is gone. */
function hang(): void {
  writeFileSync(join(bin, 'stat'), '#!/bin/sh\nexec /bin/sleep 60\n')
  chmodSync(join(bin, 'stat'), 0o755)
  process.env.PATH = bin
}

test('a disk answers, also that a path is not there, and a machine without the program counts as one that does', async () => {
  const answers = diskAnswers(5000)
  expect(await answers('/')).toBe(true)
  expect(await answers('/nowhere/at/all')).toBe(true)
  process.env.PATH = '/nowhere'
  expect(await answers('/')).toBe(true)
})

test('M6, M18: a data root that hangs leaves lists and engine as they are; only what lies on it is unknown', async () => {
  hang()
  await using fake = await fakeEngine()
  const engine = await connectEngine({ socketPath: fake.socket, deadlines: { disk: 50 } })
  expect(await engine.readEngine()).toMatchObject({ filesystem: null })
  expect(await engine.listContainers()).toMatchObject({ status: 'ok' })
  expect(await engine.listVolumes()).toMatchObject({ status: 'ok' })
  const silent = /^The disk with \S+ does not answer\.$/
  await expect(engine.layerSize(ids.web)).rejects.toThrow(silent)
  await expect(engine.layerChanges(ids.web)).rejects.toThrow(silent)
  await expect(engine.measureUsage()).rejects.toThrow(silent)
  engine.close()
})
