import { expect, test } from 'vitest'
import { nearestTile } from './nearest-tile.ts'

const tiles = [
  { x: 0, y: 0, width: 10, height: 10 },
  { x: 12, y: 0, width: 10, height: 10 },
  { x: 0, y: 12, width: 10, height: 10 },
  { x: 12, y: 12, width: 10, height: 10 },
]

test('arrow keys go to the neighbour on that side', () => {
  expect(nearestTile(tiles, 0, 'ArrowRight')).toBe(1)
  expect(nearestTile(tiles, 0, 'ArrowDown')).toBe(2)
  expect(nearestTile(tiles, 3, 'ArrowLeft')).toBe(2)
  expect(nearestTile(tiles, 3, 'ArrowUp')).toBe(1)
})

test('at an edge, and for other keys, nothing moves', () => {
  expect(nearestTile(tiles, 0, 'ArrowLeft')).toBeUndefined()
  expect(nearestTile(tiles, 0, 'Enter')).toBeUndefined()
  expect(nearestTile([], 0, 'ArrowLeft')).toBeUndefined()
})
