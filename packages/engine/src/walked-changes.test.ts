import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { caps } from '@stowage/domain/facts'
import { Tree } from '@stowage/domain/reading'
import { afterAll, expect, test } from 'vitest'
import type { LayerEntry } from './layer-walk.ts'
import { walkLayer } from './layer-walk.ts'
import { walkedChanges } from './walked-changes.ts'

const root = mkdtempSync(join(tmpdir(), 'changes-'))
// not by Node, which names every path in full
afterAll(() => void execFileSync('rm', ['-rf', root]))
const [upper, lower] = [join(root, 'upper'), join(root, 'lower')]
mkdirSync(join(lower, 'srv'), { recursive: true })
mkdirSync(join(upper, 'srv'), { recursive: true })
writeFileSync(join(upper, 'srv/top'), 'four')
const dig = `
const { mkdirSync, writeFileSync } = require('node:fs')
for (let level = 0; level < 100; level += 1) {
  const name = String(level).padEnd(200, 'd')
  mkdirSync(name)
  process.chdir(name)
  writeFileSync('file', 'x'.repeat(10))
}`
execFileSync(process.execPath, ['-e', dig], { cwd: join(upper, 'srv') })
const place = { upper, lowers: [lower], mounted: new Set<string>() }

test('FA20: directories nested deeper than any path count in full, in the last one that can be told', async () => {
  const tree = await walkedChanges(place, { deadlineMs: 20_000 })
  expect(Tree.parse(tree)).toMatchObject({ bytes: 1004, files: 101, partial: false })
  const deepest = tree.entries.filter(({ type }) => type === 'directory').at(-1)
  const named = Math.floor((caps.path - '/srv'.length) / 201)
  expect(deepest?.path.length).toBe('/srv'.length + named * 201)
  expect(deepest?.bytes).toBe((100 - named + 1) * 10)
})

test('FA20: no path that is handed on grows with the depth', async () => {
  const told: LayerEntry[] = []
  await walkLayer(place, { deadlineMs: 20_000 }, (entry) => void told.push(entry))
  expect(told).toHaveLength(202)
  expect(Math.max(...told.map(({ path }) => path.length))).toBeLessThanOrEqual(2 * caps.path + 1)
})
