import { expect, test } from 'vitest'
import { anonymousBy } from './anonymous-volume.ts'
import { anonymousName } from './testing/recorded.ts'

const volume = { name: anonymousName, driver: 'local', labels: {}, options: {} }

test('V21: from 23.0 the label decides', () => {
  expect(anonymousBy({ ...volume, labels: { 'com.docker.volume.anonymous': '' } })).toBe('label')
})

test('A14: on 20.10 a 64-hex name without labels and options decides', () => {
  expect(anonymousBy(volume)).toBe('name')
})

test('V21: a 64-hex name with labels, options or a driver of its own was chosen by somebody', () => {
  expect(anonymousBy({ ...volume, labels: { team: 'a' } })).toBe(null)
  expect(anonymousBy({ ...volume, options: { size: '1G' } })).toBe(null)
  expect(anonymousBy({ ...volume, driver: 'rclone' })).toBe(null)
  expect(anonymousBy({ ...volume, name: 'plain' })).toBe(null)
  expect(anonymousBy({ ...volume, name: anonymousName.toUpperCase() })).toBe(null)
})
