import type { Tree, TreeEntry } from '@stowage/domain/reading'
import { expect, test } from 'vitest'
import { contentsTree } from './contents-tree.ts'

const directory = (path: string, bytes: number | null): TreeEntry => ({
  path,
  type: 'directory',
  change: null,
  bytes,
  files: 1,
  class: null,
})
const tree = (entries: TreeEntry[], part: Partial<Tree> = {}): Tree => ({
  basis: 'allocated',
  bytes: 100,
  files: 9,
  partial: false,
  total: entries.length,
  entries,
  reason: null,
  ...part,
})

test('directories lie in each other, and what is directly in one is a part of it', () => {
  const root = contentsTree(tree([directory('a/b', 40), directory('a', 60)]), 'data', 'volumes-in-use')
  expect(root.children.map(({ name, bytes }) => [name, bytes])).toEqual([
    ['a', 60],
    ['files directly in it', 40],
  ])
  expect(root.children[0]?.children.map(({ name, bytes }) => [name, bytes])).toEqual([
    ['b', 40],
    ['files directly in it', 20],
  ])
})

test('a directory whose parent was cut off hangs below the nearest one that is there', () => {
  const root = contentsTree(tree([directory('a', 60), directory('a/x/deep', 30)]), 'data', 'volumes-in-use')
  expect(root.children[0]?.children[0]).toMatchObject({ id: '/a/x/deep', name: 'deep', bytes: 30 })
})

test('an entry for the root itself adds nothing', () => {
  for (const path of ['', '.', '/', './'])
    expect(contentsTree(tree([directory(path, 100)]), 'data', 'volumes-idle').children).toEqual([])
})

test('after the time ran out every figure is at least', () => {
  const root = contentsTree(tree([directory('a', 60)], { partial: true }), 'data', 'volumes-idle')
  expect([root.text, root.children[0]?.text]).toEqual(['≥ 100 B', '≥ 60 B'])
})

test('areas of the parts add up to their directory', () => {
  const many = Array.from({ length: 200 }, (_, at) => directory(`d${at}`, at))
  const root = contentsTree(tree(many, { bytes: 20_000 }), 'data', 'volumes-idle')
  expect(root.children.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(20_000)
})
