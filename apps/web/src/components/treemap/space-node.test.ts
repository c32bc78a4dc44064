import { expect, test } from 'vitest'
import { findPath, largestParts, listed, type SpaceNode, shareText, trimmed } from './space-node.ts'

const node = (id: string, bytes: number, children: SpaceNode[] = []): SpaceNode => ({
  id,
  name: id,
  bytes,
  text: `${bytes} B`,
  kind: 'other',
  files: null,
  href: null,
  children,
})

test('beyond 60 parts the smallest are one area of their sum', () => {
  const parts = Array.from({ length: 70 }, (_, at) => node(`v${at}`, at + 1))
  const shown = largestParts(parts, (smaller) =>
    node(
      'rest',
      smaller.reduce((sum, { bytes }) => sum + bytes, 0),
    ),
  )
  expect(shown).toHaveLength(60)
  expect(shown[0]?.id).toBe('v69')
  expect(shown.reduce((sum, { bytes }) => sum + bytes, 0)).toBe((70 * 71) / 2)
})

test('the list under the map holds what the map shows, largest first, two levels deep', () => {
  const root = node('root', 10, [node('a', 3), node('b', 7, [node('b1', 2), node('b2', 5)])])
  expect(listed(root).map(({ node: { id }, depth }) => `${depth}${id}`)).toEqual(['1b', '2b2', '2b1', '1a'])
})

test('shares are never 0 % of something', () => {
  expect([shareText(31, 100), shareText(4, 1000), shareText(1, 1e6), shareText(0, 100), shareText(1, 0)]).toEqual([
    '31 %',
    '0.4 %',
    '<0.1 %',
    '0.0 %',
    '—',
  ])
})

test('the way to a node, or null once it is gone', () => {
  const root = node('root', 3, [node('a', 3, [node('a1', 3)])])
  expect(findPath(root, 'a1')?.map(({ id }) => id)).toEqual(['root', 'a', 'a1'])
  expect(findPath(root, 'x')).toBeNull()
})

test('thousands of slivers inside a part are one area; going into the part shows them', () => {
  const slivers = Array.from({ length: 500 }, (_, at) => node(`s${at}`, 1))
  const root = node('root', 10_500, [node('a', 10_500, [node('big', 10_000), ...slivers])])
  const shown = trimmed(root).children[0]?.children ?? []
  expect(shown).toHaveLength(13)
  expect(shown.at(-1)).toMatchObject({ name: '489 smaller ones', bytes: 489 })
  expect(shown.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(10_500)
  expect(trimmed(node('root', 3, [node('a', 3, [node('b', 2), node('c', 1)])])).children[0]?.children).toHaveLength(2)
})
