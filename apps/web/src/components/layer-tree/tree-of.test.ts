import type { TreeEntry } from '@stowage/domain/reading'
import { describe, expect, it } from 'vitest'
import { openAtFirst, treeLines, treeMove } from './tree-lines.ts'
import type { TreeNode } from './tree-node.ts'
import { treeOf } from './tree-of.ts'

const entry = (path: string, bytes: number | null, over: Partial<TreeEntry> = {}): TreeEntry => ({
  path,
  type: 'file',
  change: 'added',
  bytes,
  files: 1,
  class: 'data',
  ...over,
})
const folder = (path: string, bytes: number | null, over: Partial<TreeEntry> = {}) =>
  entry(path, bytes, { type: 'directory', change: 'changed', class: null, ...over })

const layer = [
  folder('/var', 1400),
  folder('/var/log', 300, { class: 'log' }),
  entry('/var/log/app.log', 300, { class: 'log' }),
  folder('/var/lib', 1100),
  entry('/var/lib/db', 1000),
  entry('/var/lib/small', 100, { change: 'changed' }),
  entry('/etc/motd', null, { change: 'deleted', class: 'config' }),
  entry('/tmp/x', 50, { class: 'temp' }),
]
const shape = (nodes: readonly TreeNode[]): unknown[] =>
  nodes.map(({ name, bytes, children }) => (children.length > 0 ? [name, bytes, shape(children)] : [name, bytes]))

describe('the tree of a writable layer', () => {
  it('names that are no text and so look alike are one line, and the folder keeps the bytes of all', () => {
    const { roots } = treeOf([folder('/a', 30, { change: 'added' }), entry('/a/\ufffd', 20), entry('/a/\ufffd', 10)], false)
    expect(shape(roots)).toEqual([['a', 30, [['\ufffd', 20]]]])
  })

  it('holds every changed path, largest first, deleted ones last; folders between are added', () => {
    const { roots, paths, hidden } = treeOf(layer, false)
    expect(shape(roots)).toEqual([
      [
        'var',
        1400,
        [
          [
            'lib',
            1100,
            [
              ['db', 1000],
              ['small', 100],
            ],
          ],
          ['log', 300, [['app.log', 300]]],
        ],
      ],
      ['tmp', 50, [['x', 50]]],
      ['etc', 0, [['motd', null]]],
    ])
    expect(paths).toBe(layer.length)
    expect(hidden).toEqual({ paths: 0, bytes: 0, unknown: 0 })
  })

  it('hides log, cache and temp paths, says how much that is, and takes it out of the folders', () => {
    const { roots, paths, hidden } = treeOf(layer, true)
    expect(shape(roots)[0]).toEqual([
      'var',
      1100,
      [
        [
          'lib',
          1100,
          [
            ['db', 1000],
            ['small', 100],
          ],
        ],
      ],
    ])
    expect(hidden).toEqual({ paths: 3, bytes: 350, unknown: 0 })
    expect(paths + hidden.paths).toBe(layer.length)
  })

  it('counts what was cut away inside a folder with it, once', () => {
    const cut = [folder('/cache', 1000, { class: 'cache', change: 'added' }), entry('/cache/big', 600, { class: 'cache' })]
    expect(treeOf(cut, true).hidden).toEqual({ paths: 2, bytes: 1000, unknown: 0 })
  })

  it('a size that nobody could read is unknown, also in the folder above, and never zero', () => {
    const { roots } = treeOf([entry('/data/a', null), entry('/data/b', 5)], false)
    expect(roots[0]?.bytes).toBeNull()
    expect(treeOf([entry('/tmp/a', null, { class: 'temp' })], true).hidden).toEqual({ paths: 1, bytes: 0, unknown: 1 })
  })
})

describe('the lines of the tree', () => {
  const { roots } = treeOf(layer, false)
  const open = openAtFirst(roots)
  const isOpen = (path: string) => open.has(path)
  const lines = treeLines(roots, isOpen)
  const at = (path: string) => lines.findIndex((line) => line.path === path)
  const press = (path: string, key: string) => treeMove(lines, at(path), key, { isOpen, page: 3 })

  it('opens what fits at first, and single ways on in any case', () => {
    expect(lines.map(({ path }) => path)).toHaveLength(10)
    expect([...openAtFirst(roots, 1)]).toEqual(['/tmp', '/etc'])
  })

  it('arrows open, close and walk as in any tree', () => {
    expect(press('/var', 'ArrowLeft')).toEqual({ close: '/var' })
    expect(press('/var', 'ArrowRight')).toEqual({ to: 1 })
    expect(press('/var/lib/db', 'ArrowLeft')).toEqual({ to: at('/var/lib') })
    expect(
      treeMove(
        treeLines(roots, () => false),
        0,
        'ArrowRight',
        { isOpen: () => false, page: 3 },
      ),
    ).toEqual({ open: '/var' })
    expect(press('/var', 'End')).toEqual({ to: lines.length - 1 })
    expect(press('/var', 'ArrowUp')).toEqual({ to: 0 })
    expect(press('/var', 'q')).toBeNull()
  })
})
