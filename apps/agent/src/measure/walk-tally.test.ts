import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { TreeTally } from './tree-tally.ts'
import { recordReader, WalkTally } from './walk-tally.ts'

const at = Date.parse('2026-03-01T00:00:00Z') / 1000
type Entry = { type?: string; links?: number; blocks?: number; length?: number; device?: number; inode?: number; time?: number }
let inodes = 100
const record = ({ type = 'f', links = 1, blocks = 8, length = 10, device = 1, inode = ++inodes, time = at }: Entry = {}) =>
  `${type} ${links} ${blocks} ${length} ${device} ${inode} ${time}.0000000001 1\0`
const root = record({ type: 'd', links: 5, length: 4096, time: at + 500 })
const tallied = (records: string[], linksMax?: number) => {
  const tally = new WalkTally({ tree: null, now: () => (at + 1000) * 1000, linksMax })
  // cut anywhere
  const read = recordReader((each) => tally.add(each))
  for (const byte of records.join('')) read(Buffer.from(byte, 'latin1'))
  return tally
}

test('allocated and apparent bytes count directories too, files are what is no directory', () => {
  const tally = tallied([
    root,
    record({ type: 'd', length: 4096 }),
    record({ blocks: 0, length: 1 << 30 }),
    record({ type: 'l', blocks: 0 }),
  ])
  expect(tally.counted()).toMatchObject({ bytes: 16 * 512, apparentBytes: 8192 + (1 << 30) + 10, files: 2 })
})

test('M4: an inode with several names counts once', () => {
  const twice = record({ links: 2, inode: 7 })
  expect(tallied([root, twice, twice, record({ links: 2, inode: 8 })]).counted()).toMatchObject({ bytes: 24 * 512, files: 2 })
})

test('B14: beyond what can be remembered, files with several names are left out and that is told', () => {
  const tally = tallied([root, ...[1, 2, 3].map((inode) => record({ links: 2, inode }))], 2)
  expect(tally.counted().files).toBe(2)
  expect(tally.isOverfull).toBe(true)
})

test('what is mounted below is no part of it', () => {
  expect(tallied([root, record({ device: 2, length: 999 })]).counted()).toMatchObject({
    bytes: 8 * 512,
    files: 0,
    newestWriteAt: null,
  })
})

test('the newest write is that of an entry below the root, and none from the future', () => {
  const counted = tallied([
    root,
    record({ time: at - 5 }),
    record(),
    record({ time: at + 2000 }),
    record({ time: 8e15 }),
  ]).counted()
  expect(counted.newestWriteAt).toBe('2026-03-01T00:00:00.000Z')
})

test('sparse files that claim more than a number can hold do not overflow it', () => {
  const length = 9e18
  expect(tallied([root, record({ length }), record({ length })]).counted().apparentBytes).toBe(Number.MAX_SAFE_INTEGER)
})

test('FA20: a million files leave nothing behind in memory but their sums', () => {
  setFlagsFromString('--expose-gc')
  const gc: () => void = runInNewContext('gc')
  const tree = new TreeTally()
  const tally = new WalkTally({ tree })
  const read = recordReader((each) => tally.add(each))
  read(Buffer.from(`d 2 8 4096 1 1 ${at} 0 \0d 2 8 4096 1 2 ${at} 1 one\0`))
  const chunk = Buffer.from(
    Array.from({ length: 10_000 }, (_, i) => record({ inode: i }))
      .join('')
      .replaceAll(' 1\0', ' 2\0'),
  )
  gc()
  const before = process.memoryUsage().heapUsed
  for (let i = 0; i < 100; i++) read(chunk)
  gc()
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(5_000_000)
  expect(tally.counted().files).toBe(1_000_000)
  expect(tree.entries()).toMatchObject([{ path: 'one', files: 1_000_000 }])
})
