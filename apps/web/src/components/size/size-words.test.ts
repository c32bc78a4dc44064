import { expect, test } from 'vitest'
import { filesText, type Sized, sizeWords } from './size-words.ts'

const gib = 2 ** 30
const volume = (part: Partial<Sized>): Sized => ({
  sizeBytes: 4 * gib,
  sizeReason: null,
  sizePartial: false,
  sizeAtMostBytes: null,
  sizeApparentBytes: 4 * gib,
  sizeBasis: 'allocated',
  sizeMethod: 'du',
  files: 12,
  ...part,
})

test('a measured size is its figure', () => {
  expect(sizeWords(volume({}))).toEqual({ kind: 'known', text: '4.00 GiB', why: null })
})

test('a count that ran out of time is at least so much', () => {
  expect(sizeWords(volume({ sizePartial: true }))).toMatchObject({
    text: '≥ 4.00 GiB',
    why: expect.stringMatching(/^At least 4.00 GiB/),
  })
})

test('a volume without files is 0 B, and says what its directories take', () => {
  expect(sizeWords(volume({ sizeBytes: 4096, files: 0 }))).toMatchObject({
    text: '0 B',
    why: 'No files. Its directories take 4.00 KiB on the disk.',
  })
})

test('no files is not 0 B where nobody counted files', () => {
  expect(sizeWords(volume({ sizeBytes: 4096, files: null, sizeMethod: 'engine', sizeBasis: 'apparent' })).text).toBe('4.00 KiB')
})

test('an upper bound is said to be one, and an unknown size is never a figure', () => {
  const unknown = { sizeBytes: null, sizeReason: 'This driver reports no size' }
  expect(sizeWords(volume({ ...unknown, sizeAtMostBytes: 500 * gib }))).toEqual({
    kind: 'bound',
    text: 'at most 500 GiB',
    why: '500 GiB is used on the whole file system behind it. This driver reports no size.',
  })
  expect(sizeWords(volume(unknown))).toEqual({ kind: 'unknown', text: 'Unknown', why: 'This driver reports no size.' })
  expect(sizeWords(volume({ sizeBytes: null })).why).toBe('Not measured yet.')
})

test('sparse files: the disk holds less than the files say, and both are told', () => {
  expect(sizeWords(volume({ sizeBytes: 2 ** 20, sizeApparentBytes: 10 * gib })).why).toBe(
    '1.00 MiB on the disk, 10.0 GiB in its files: files with holes.',
  )
})

test('files are counted', () => {
  expect([0, 1, 18_422].map(filesText)).toEqual(['0 files', '1 file', '18,422 files'])
})
