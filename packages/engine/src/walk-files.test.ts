import { linkSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readImageDirectory } from './image-directory.ts'
import { type WalkedFile, walkFiles } from './walk-files.ts'

const root = mkdtempSync(join(tmpdir(), 'walk-'))
afterAll(() => rmSync(root, { recursive: true }))
const put = (path: string, text = '') => {
  mkdirSync(join(root, path, '..'), { recursive: true })
  writeFileSync(join(root, path), text)
}

async function walked(directory: string, options = { deadlineMs: 10_000 }) {
  const files: WalkedFile[] = []
  const walk = walkFiles(join(root, directory), options)
  for await (const batch of walk.batches) files.push(...batch)
  return { files, partial: walk.isPartial() }
}

test('a walk tells every path with its kind, size and links, whatever its name is', async () => {
  put('one/a b\n\tc', 'four')
  put('one/deep/😀')
  linkSync(join(root, 'one/a b\n\tc'), join(root, 'one/same'))
  const { files, partial } = await walked('one')
  expect(partial).toBe(false)
  expect(
    files.map(({ kind, depth, name, bytes, links }) => [kind, depth, name, ...(kind === 'd' ? [] : [bytes, links])]).sort(),
  ).toEqual([
    ['d', 1, 'deep'],
    ['f', 1, 'a b\n\tc', 4, 2],
    ['f', 1, 'same', 4, 2],
    ['f', 2, '😀', 0, 1],
  ])
})

test('B14: a walk that takes too long, or that nobody waits for, ends and says that it is partial', async () => {
  put('two/x')
  expect((await walked('two', { deadlineMs: 0 })).partial).toBe(true)
  const walk = walkFiles(root, { deadlineMs: 10_000, signal: AbortSignal.abort() })
  for await (const batch of walk.batches) expect(batch).toEqual([])
  expect(walk.isPartial()).toBe(true)
})

test('a directory of the image is the sum of its layers, the upper one before the lower', async () => {
  for (const path of ['top/dir/new', 'top/file', 'low/dir/old', 'low/file/not-seen', 'low/other', 'top/hides/x', 'low/hides'])
    put(path)
  const names = await readImageDirectory([join(root, 'top'), join(root, 'low')])
  expect([...names].map(([name, { type, places }]) => [name, type, places.length]).sort()).toEqual([
    ['dir', 'directory', 2],
    ['file', 'file', 0],
    ['hides', 'directory', 1],
    ['other', 'file', 0],
  ])
})

test('FA20: a directory of the image with more names than can be held is not compared here', async () => {
  for (let file = 0; file < 10; file += 1) put(`many/${file}`)
  await expect(readImageDirectory([join(root, 'many')], 3)).rejects.toThrow('too many names')
  expect((await readImageDirectory([join(root, 'many')], 10)).size).toBe(10)
})
