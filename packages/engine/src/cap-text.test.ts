import { caps, Labels } from '@stowage/domain/facts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { capLabels, capText, cutLabelsKey } from './cap-text.ts'

test('AP11: a 5 MB label becomes 1 KiB with its length and a hash of the whole, so that equal stays equal and other stays other', () => {
  const long = 'x'.repeat(5_000_000)
  const { big } = capLabels({ big: long })
  expect(big?.length).toBe(caps.labelValue)
  expect(big).toMatch(/…\[cut: 5000000 characters, sha256 [0-9a-f]{16}\]$/)
  expect(capLabels({ big: long }).big).toBe(big)
  expect(capLabels({ big: `${long}y` }).big).not.toBe(big)
})

test('AP11: of 10,000 labels 64 stay, those of Compose and Docker among them, and one entry says how many are missing', () => {
  const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`label-${i}`, `${i}`]))
  const labels = capLabels({ ...many, 'com.docker.compose.project': 'shop' })
  expect(Object.keys(labels)).toHaveLength(65)
  expect(labels['com.docker.compose.project']).toBe('shop')
  expect(labels[cutLabelsKey]).toBe('9937 of 10001 labels left out')
})

test('AP11: whatever labels an engine sends, the result is one the server takes, with nothing that Postgres refuses', () => {
  const hostile = fc.oneof(fc.string({ unit: 'binary', maxLength: 3000 }), fc.constantFrom('\0', '\ud800', 'ok', '\u202e'))
  fc.assert(
    fc.property(fc.dictionary(hostile, hostile, { maxKeys: 90 }), (labels) => {
      const capped = capLabels(labels)
      expect(Labels.safeParse(capped).success).toBe(true)
      const all = Object.entries(capped).flat().join('')
      expect(all.includes('\0')).toBe(false)
      expect(all.isWellFormed()).toBe(true)
    }),
  )
})

test('a text within its cap stays as it is', () => {
  expect(capText('héllo 😀', 512)).toBe('héllo 😀')
  expect(capLabels(null)).toEqual({})
})
