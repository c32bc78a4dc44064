import { expect, test } from 'vitest'
import { barWidths, siblingsText } from './sibling-words.ts'

const mib = 2 ** 20

test('the image is counted once, and unknown layers make the sum a lower bound', () => {
  const three = { imageBytes: 140 * mib, layersBytes: 300 * mib, unknown: 1, containers: [1, 2, 3] }
  expect(siblingsText(three)).toBe(
    '3 containers began from the same 140 MiB, on the disk once for all of them. Their own layers hold ≥ 300 MiB together.',
  )
  expect(siblingsText({ ...three, unknown: 3, layersBytes: 0 })).toContain('hold an unknown amount')
  expect(siblingsText({ imageBytes: null, layersBytes: 0, unknown: 0, containers: [1] })).toBe(
    'The only container of this image here: it began from an image of unknown size, and its own layer holds 0 B.',
  )
})

test('image and layers share one scale; an unknown layer has no bar, an empty one an empty bar', () => {
  expect(barWidths(100, [50, null, 0, 1e-9])).toEqual({ image: 100, layers: [50, null, 0, 0.5] })
})
