import { expect, test } from 'vitest'
import { layOut } from './lay-out.ts'
import type { SpaceNode } from './space-node.ts'

const node = (id: string, bytes: number, children: SpaceNode[] = []): SpaceNode => ({
  id,
  name: id,
  bytes,
  text: '',
  kind: 'other',
  files: null,
  href: null,
  children,
})

test('areas follow the bytes', () => {
  const tiles = layOut(node('root', 4, [node('a', 3), node('b', 1)]), 400, 100)
  const area = (id: string) =>
    tiles.filter((tile) => tile.node.id === id).reduce((sum, { width, height }) => sum + width * height, 0)
  expect(area('a') / area('b')).toBeGreaterThan(2.8)
  expect(area('a') / area('b')).toBeLessThan(3.2)
})

test('parts lie inside their group, below its head, and nothing overlaps', () => {
  const tiles = layOut(node('root', 100, [node('g', 60, [node('g1', 40), node('g2', 20)]), node('h', 40)]), 600, 300)
  const group = tiles.find((tile) => tile.node.id === 'g')
  const parts = tiles.filter((tile) => tile.depth === 2)
  expect(group?.head).toBe(true)
  expect(parts).toHaveLength(2)
  for (const part of parts) {
    expect(part.y).toBeGreaterThanOrEqual((group?.y ?? 0) + 22)
    expect(part.x + part.width).toBeLessThanOrEqual((group?.x ?? 0) + (group?.width ?? 0))
  }
  const leaves = tiles.filter(({ head }) => !head)
  for (const a of leaves)
    for (const b of leaves)
      if (a !== b) {
        const apart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y
        expect(apart, `${a.node.id} and ${b.node.id}`).toBe(true)
      }
})

test('what is too small to see is left out of the picture', () => {
  const tiles = layOut(node('root', 1_000_001, [node('a', 1_000_000), node('tiny', 1)]), 300, 100)
  expect(tiles.map((tile) => tile.node.id)).toEqual(['a'])
})
