import type { HostSpaceDetail } from '@stowage/domain/space'
import { expect, test } from 'vitest'
import { coverText, isCrowdedOut, restBytes, spaceTree, withoutRest } from './space-tree.ts'

const part = (kind: HostSpaceDetail['parts'][number]['kind'], bytes: number | null, unknown = 0) => ({
  kind,
  bytes,
  unknown,
  reason: null,
})
const volume = (id: string, bytes: number | null, state: 'used' | 'orphan' = 'used', active = true) => ({
  id,
  name: id,
  bytes,
  partial: false,
  state,
  active,
})
const host: HostSpaceDetail = {
  hostId: 'h',
  host: 'web-07',
  hostState: 'online',
  totalBytes: 1000,
  usedBytes: 800,
  availableBytes: 200,
  parts: [
    part('volumes-in-use', 300),
    part('volumes-orphaned', 100),
    part('layers', 50),
    part('images', 200),
    part('other', 150),
  ],
  measuredAt: null,
  volumes: [volume('db', 200), volume('web', 80), volume('old', 100, 'orphan', false)],
  containers: [{ id: 'c', name: 'web-1', image: 'nginx', layerBytes: 50, logBytes: null }],
  moreVolumes: { count: 4, bytes: 20 },
  moreContainers: { count: 0, bytes: 0 },
}
const kinds = (space: HostSpaceDetail) => Object.fromEntries(spaceTree(space).children.map(({ id, bytes }) => [id, bytes]))

test('kinds, volumes and containers add up to what is used; what is not listed is one area', () => {
  const tree = spaceTree(host)
  expect(tree.bytes).toBe(800)
  expect(tree.children.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(800)
  const inUse = tree.children.find(({ id }) => id === 'volumes-in-use')
  expect(inUse?.children.map(({ name, bytes }) => [name, bytes])).toEqual([
    ['db', 200],
    ['web', 80],
    ['smaller ones', 20],
  ])
  expect(kinds(host)).toEqual({ 'volumes-in-use': 300, 'volumes-orphaned': 100, layers: 50, images: 200, other: 150 })
})

test('while something is not measured, the rest of the disk is dashed and the sum is at least', () => {
  const partly = { ...host, parts: [part('volumes-in-use', 300, 2), part('images', null, 0), part('other', null)] }
  expect(kinds(partly)).toEqual({ 'volumes-in-use': 300, unmeasured: 500 })
  expect(spaceTree(partly).children[0]?.text).toBe('≥ 300 B')
  expect(coverText(partly)).toBe('Sizes cover 5 of 7 volumes; the rest is drawn dashed, with all other files.')
  expect(coverText(host)).toBeNull()
})

test('a host whose disk is unknown still shows what was measured', () => {
  expect(kinds({ ...host, usedBytes: null, availableBytes: null, parts: [part('images', 200), part('other', null)] })).toEqual({
    images: 200,
  })
})

test('where other files leave no room, the picture can do without them', () => {
  const crowded = spaceTree({ ...host, usedBytes: 8000 })
  expect(isCrowdedOut(crowded)).toBe(true)
  expect(isCrowdedOut(spaceTree(host))).toBe(false)
  expect(restBytes(crowded)).toBe(7350)
  expect(withoutRest(crowded)).toMatchObject({ bytes: 650, text: '650 B measured' })
})
