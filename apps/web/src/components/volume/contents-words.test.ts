import type { Tree } from '@stowage/domain/reading'
import { expect, test } from 'vitest'
import type { Sized } from '../size/size-words.ts'
import { notScannedText, progressShare, progressText, treeDoubts, treeText } from './contents-words.ts'

const volume = (part: Partial<Sized>): Sized => ({
  sizeBytes: 48.2 * 2 ** 30,
  sizeReason: null,
  sizePartial: false,
  sizeAtMostBytes: null,
  sizeApparentBytes: null,
  sizeBasis: 'allocated',
  sizeMethod: 'du',
  files: 18_422,
  ...part,
})
const tree: Tree = { basis: 'allocated', bytes: 2 ** 30, files: 12, partial: false, total: 3, entries: [], reason: null }

test('before the first scan its cost is told, as far as it is known', () => {
  expect(notScannedText(volume({}))).toBe('Not scanned. Looking at 18,422 files (48.2 GiB) takes about 4 s at low priority.')
  expect(notScannedText(volume({ files: 3 }))).toBe('Not scanned. Looking at 3 files (48.2 GiB) takes a moment at low priority.')
  expect(notScannedText(volume({ files: null }))).toMatch(/not known/)
  expect(notScannedText(volume({ sizePartial: true }))).toMatch(/not known/)
})

test('a scan under way tells its counts, and a share only where there is one', () => {
  const reading = { state: 'reading', files: 12_402, bytes: 3.1 * 2 ** 30, reason: null } as const
  expect(progressText(reading, 18_422)).toBe('12,402 of about 18,422 files, 3.10 GiB so far.')
  expect(progressText(reading, null)).toBe('12,402 files, 3.10 GiB so far.')
  expect(progressText({ ...reading, state: 'asked', reason: 'web-01 is not connected.' }, null)).toBe('web-01 is not connected.')
  expect([progressShare(5, 10), progressShare(11, 10), progressShare(1, null)]).toEqual([0.5, null, null])
})

test('a finished scan says what it found and what it does not show', () => {
  expect(treeText(tree)).toBe('1.00 GiB in 12 files and 3 directories')
  expect(treeDoubts({ ...tree, total: 0 })).toEqual([])
  expect(treeDoubts({ ...tree, partial: true, total: 212_440 })).toEqual([
    'The time ran out before everything was seen: every figure here is at least so much.',
    'The 0 largest of 212,440 directories are shown; what is in the others counts in the directory above them.',
  ])
})
