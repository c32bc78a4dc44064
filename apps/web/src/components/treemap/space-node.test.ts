import { expect, test } from 'vitest'
import { findPath, listed, type SpaceNode, shareText, smallerOnes, trimmed } from './space-node.ts'

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

test('beyond 60 parts the smallest are one area of their sum, and it comes last', () => {
  const parts = Array.from({ length: 200 }, (_, at) => node(`v${at}`, at + 1))
  const shown = trimmed(node('root', (200 * 201) / 2, parts))
  expect(shown.children).toHaveLength(60)
  expect(shown.children[0]?.id).toBe('v199')
  expect(shown.children.reduce((sum, { bytes }) => sum + bytes, 0)).toBe((200 * 201) / 2)
  expect(listed(shown).at(-1)?.node).toMatchObject({ name: '141 smaller ones', bytes: (141 * 142) / 2 })
})

test('what the builder left over and what is too small to see are one area', () => {
  const group = node(
    'g',
    10_000,
    Array.from({ length: 30 }, (_, at) => node(`p${at}`, at < 12 ? 800 : 1)),
  )
  const root = node('root', 10_000, [{ ...group, children: [...group.children, smallerOnes(group, 382, null)] }])
  const shown = trimmed(root).children[0]?.children ?? []
  expect(shown).toHaveLength(13)
  expect(shown.at(-1)).toMatchObject({ name: 'smaller ones', bytes: 400 })
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
