import { caps } from '@stowage/domain/facts'
import { treeEntriesMax } from '@stowage/domain/reading'
import { expect, test } from 'vitest'
import { TreeTally } from './tree-tally.ts'

const rows = (tree: TreeTally) => tree.entries().map(({ path, bytes, files }) => [path, bytes, files])

test('a directory counts everything below it, the largest come first, the root is not among them', () => {
  const tree = new TreeTally()
  tree.directory(0, '', 4)
  tree.directory(1, 'a', 4)
  tree.directory(2, 'b', 4)
  tree.file(3, 100)
  tree.file(2, 10)
  tree.directory(1, 'c', 4)
  tree.file(2, 500)
  tree.file(1, 7)
  expect(rows(tree)).toEqual([
    ['c', 504, 1],
    ['a', 118, 2],
    ['a/b', 104, 1],
  ])
  expect(tree.total).toBe(3)
})

test('AP11: names are data: bytes that are no text, line breaks and marks that turn a line around stay one name', () => {
  const tree = new TreeTally()
  const name = Buffer.from('a\n\u202Eb ', 'utf8').toString('latin1')
  tree.directory(0, '', 0)
  tree.directory(1, name, 2)
  tree.directory(1, '\xff', 1)
  expect(rows(tree)).toEqual([
    ['a\n\u202Eb ', 2, 0],
    ['\uFFFD', 1, 0],
  ])
})

test('FA20: of a million directories as many as one message may hold are kept, the largest with those around them', () => {
  const tree = new TreeTally()
  const count = 3 * treeEntriesMax
  tree.directory(0, '', 0)
  for (let i = 0; i < count; i++) {
    tree.directory(1, `outer-${i}`, 0)
    tree.directory(2, 'inner', i)
  }
  const entries = tree.entries()
  expect(tree.total).toBe(2 * count)
  expect(entries).toHaveLength(treeEntriesMax)
  expect(entries.slice(0, 2).map(({ path }) => path)).toEqual([`outer-${count - 1}`, `outer-${count - 1}/inner`])
  const kept = new Set(entries.map(({ path }) => path))
  expect(entries.filter(({ path }) => path.includes('/') && !kept.has(path.split('/')[0] ?? ''))).toEqual([])
})

test('names as long as they may be do not make a message too large, and deeper than a path may be counts to the last that has one', () => {
  const tree = new TreeTally()
  tree.directory(0, '', 0)
  for (let i = 0; i < treeEntriesMax; i++) tree.directory(1, 'x'.repeat(255) + i, 1)
  expect(Buffer.byteLength(JSON.stringify(tree.entries()))).toBeLessThan(3 * 1024 * 1024)
  const deep = new TreeTally()
  deep.directory(0, '', 0)
  for (let depth = 1; depth <= 100; depth++) deep.directory(depth, 'y'.repeat(255), 1)
  deep.file(101, 50)
  const [first] = deep.entries()
  expect(first).toMatchObject({ path: 'y'.repeat(255), bytes: 150, files: 1 })
  expect(Math.max(...deep.entries().map(({ path }) => path.length))).toBeLessThanOrEqual(caps.path)
  expect(deep.total).toBe(100)
})
