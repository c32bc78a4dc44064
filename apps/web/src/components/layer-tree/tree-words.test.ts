import type { Tree } from '@stowage/domain/reading'
import { describe, expect, it } from 'vitest'
import type { TreeNode } from './tree-node.ts'
import { treeNotes } from './tree-notes.ts'
import { adviceText, hiddenText, isCovered, nodeBytes, nodeShare, nodeText, volumePathOf } from './tree-words.ts'

const node = (over: Partial<TreeNode> = {}): TreeNode => ({
  path: '/data/rows',
  name: 'rows',
  level: 2,
  parent: null,
  children: [],
  between: false,
  type: 'file',
  change: 'added',
  bytes: 2048,
  files: 1,
  class: 'data',
  ...over,
})
const tree = (over: Partial<Tree> = {}): Tree => ({
  basis: 'apparent',
  bytes: 10,
  files: 1,
  partial: false,
  total: 1,
  entries: [{ path: '/a', type: 'file', change: 'added', bytes: 10, files: 1, class: null }],
  reason: null,
  ...over,
})

describe('the words of a changed path', () => {
  it('a deleted path has no size, an unread one is unknown, an empty one measured', () => {
    expect(nodeBytes(node({ change: 'deleted', bytes: 0 }), false)).toBe('—')
    expect(nodeBytes(node({ bytes: null }), false)).toBe('Unknown')
    expect(nodeBytes(node({ bytes: 0 }), false)).toBe('0 B')
    expect(nodeBytes(node(), true)).toBe('≥ 2.00 KiB')
  })

  it('its share is of the whole layer, and unknown when either is', () => {
    expect(nodeShare(node(), 8192)).toBe(0.25)
    expect(nodeShare(node(), null)).toBeNull()
    expect(nodeShare(node({ bytes: null }), 10)).toBeNull()
    expect(nodeShare(node({ change: 'deleted' }), 10)).toBeNull()
  })

  it('only what was added and would be missed is better off on a volume: the folder it lies in', () => {
    expect([volumePathOf(node()), adviceText(node())]).toEqual(['/data', 'Put it on a volume'])
    expect(volumePathOf(node({ type: 'directory', path: '/data' }))).toBe('/data')
    const parent = node({ type: 'directory', path: '/data' })
    expect([isCovered(node({ parent })), isCovered(node())]).toEqual([true, false])
    expect(volumePathOf(node({ path: '/dump.sql' }))).toBeNull()
    expect(volumePathOf(node({ class: 'cache' }))).toBeNull()
    expect(volumePathOf(node({ change: 'changed' }))).toBeNull()
    expect(adviceText(node({ change: 'changed' }))).toBe('Change it in the image')
    expect(adviceText(node({ change: 'deleted' }))).toBeNull()
    expect(adviceText(node({ between: true }))).toBeNull()
  })

  it('a screen reader hears the whole line', () => {
    expect(nodeText(node(), false)).toBe('/data/rows, added, 2.00 KiB, Data')
  })

  it('states what it hides, and how much of that has no size', () => {
    expect(hiddenText({ paths: 0, bytes: 0, unknown: 0 })).toBeNull()
    expect(hiddenText({ paths: 41, bytes: 220 * 2 ** 20, unknown: 0 })).toBe('41 paths, 220 MiB hidden')
    expect(hiddenText({ paths: 1, bytes: 0, unknown: 1 })).toBe('1 path, unknown size hidden')
  })
})

describe('what a reading leaves out', () => {
  it('is silent about a whole one', () => {
    expect(treeNotes(tree())).toEqual([])
  })

  it('says that paths are exact where sizes are missing', () => {
    const entries = tree().entries.map((entry) => ({ ...entry, bytes: null }))
    expect(treeNotes(tree({ entries, reason: 'This agent may not read them' }))).toEqual([
      'Docker lists changed paths without sizes. This agent may not read them. Paths are exact, bytes Unknown.',
    ])
  })

  it('says how many paths were too many, and that time ran out', () => {
    const [cut, late] = treeNotes(tree({ total: 212_440, partial: true }))
    expect(cut).toBe('1 of 212,440 paths, largest folders first.')
    expect(late).toContain('at least')
  })
})
