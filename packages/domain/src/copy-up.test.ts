import { expect, test } from 'vitest'
import { copyUpWords } from './copy-up.ts'

const file = { type: 'file', change: 'changed', bytes: 2 * 1024 ** 3 } as const

test('B8: a large changed file is explained as copied up, with its size', () => {
  expect(copyUpWords(file)).toMatch(/^A file of the image, copied up: .*chmod.* copies all 2\.00 GiB/)
})

test('C3: what is added, deleted, small, unknown or a directory needs no explanation', () => {
  for (const other of [
    { change: 'added' },
    { change: 'deleted' },
    { change: null },
    { bytes: 900 },
    { bytes: null },
    { type: 'directory' },
  ] as const)
    expect(copyUpWords({ ...file, ...other })).toBe(null)
})
