import { Tree } from '@stowage/domain/reading'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type LayerChange, LayerTree } from './layer-tree.ts'

const about = { basis: 'apparent', partial: false, reason: null } as const
const file = (path: string, bytes: number | null, change: LayerChange['change'] = 'added'): LayerChange => ({
  ...{ path, bytes, change },
  type: 'file',
})
const directory = (path: string, change: LayerChange['change'] = 'changed'): LayerChange => ({
  ...{ path, change },
  type: 'directory',
  bytes: null,
})
const build = (changes: readonly LayerChange[], max?: number) => {
  const tree = new LayerTree(max)
  for (const change of changes) tree.add(change)
  return tree
}

test('directories roll up what is below them; deleted paths hold nothing and are no files', () => {
  const tree = build([
    directory('/a'),
    file('/a/one', 5),
    directory('/a/b', 'added'),
    file('/a/b/two', 7),
    file('/a/gone', 0, 'deleted'),
    directory('/c', 'added'),
  ])
  const found = Tree.parse(tree.tree(about))
  expect(found).toMatchObject({ bytes: 12, files: 2, total: 6 })
  expect(found.entries.map(({ path, bytes, files }) => [path, bytes, files])).toEqual([
    ['/a', 12, 2],
    ['/a/b', 7, 1],
    ['/a/b/two', 7, 1],
    ['/a/gone', 0, 0],
    ['/a/one', 5, 1],
    ['/c', 0, 0],
  ])
})

test('a changed directory with nothing in it is told only on demand, then with those above it', () => {
  const tree = build([directory('/a'), directory('/a/b'), directory('/c'), file('/c/x', 1)])
  expect(tree.bareDirectories()).toEqual(['/a/b', '/a'])
  tree.addDeleted('/a/b/old', 'file')
  expect(tree.tree(about).entries.map(({ path }) => path)).toEqual(['/a', '/a/b', '/a/b/old', '/c', '/c/x'])
})

test('unknown sizes are null, never 0; a directory with some of them tells what is known', () => {
  const found = build([
    directory('/a'),
    file('/a/known', 3),
    file('/a/unknown', null),
    directory('/b'),
    file('/b/unknown', null),
  ]).tree(about)
  expect(found.entries.map(({ path, bytes }) => [path, bytes])).toEqual([
    ['/a', 3],
    ['/a/known', 3],
    ['/a/unknown', null],
    ['/b', null],
    ['/b/unknown', null],
  ])
  expect(build([]).tree(about)).toMatchObject({ bytes: 0, files: 0, total: 0, entries: [] })
})

test('FA20: of more entries than fit the largest are kept, with all directories above each', () => {
  const sizes = fc.array(fc.tuple(fc.nat({ max: 4 }), fc.nat({ max: 3 }), fc.nat({ max: 1000 })), { maxLength: 120 })
  fc.assert(
    fc.property(sizes, fc.integer({ min: 1, max: 30 }), (given, max) => {
      const files = given.map(([a, b, bytes], at) => ({ path: `/d${a}/e${b}/f${at}`, bytes }))
      const changes: LayerChange[] = []
      for (const one of files.sort((a, b) => (a.path < b.path ? -1 : 1))) {
        const [, a, b] = one.path.split('/')
        for (const path of [`/${a}`, `/${a}/${b}`])
          if (!changes.some((change) => change.path === path)) changes.push(directory(path, 'added'))
        changes.push(file(one.path, one.bytes))
      }
      const all = build(changes).tree(about)
      const cut = build(changes, max).tree(about)
      expect(cut.total).toBe(changes.length)
      expect(cut.bytes).toBe(all.bytes)
      expect(cut.entries).toHaveLength(Math.min(max, changes.length))
      const kept = new Set(cut.entries.map(({ path }) => path))
      const smallest = Math.min(...cut.entries.map(({ bytes }) => bytes ?? 0))
      for (const entry of all.entries) if (!kept.has(entry.path)) expect(entry.bytes).toBeLessThanOrEqual(smallest)
      for (const path of kept) {
        const parent = path.slice(0, path.lastIndexOf('/'))
        expect(parent === '' || kept.has(parent)).toBe(true)
      }
    }),
  )
})

test('AP11: hostile names and sizes fit the protocol: a tree stays within one message, a sum within a number', () => {
  const names = Array.from({ length: 2000 }, (_, at) => file(`/${'\u0001'.repeat(1000)}${at}`, 2 ** 62))
  const tooDeep = file(`/${'x'.repeat(5000)}`, 1)
  const found = Tree.parse(build([...names, tooDeep]).tree(about))
  expect(JSON.stringify(found).length).toBeLessThan(3 * 1024 * 1024)
  expect(found.entries.length).toBeGreaterThan(100)
  expect(found.bytes).toBe(Number.MAX_SAFE_INTEGER)
})
