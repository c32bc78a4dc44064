import type { Growth } from '@stowage/domain/history'
import { expect, test } from 'vitest'
import { growthText } from './growth-words.ts'

const growth = (part: Partial<Growth>): Growth => ({
  from: new Date(0),
  to: new Date(7 * 86_400_000),
  hostDeltaBytes: 1000,
  growers: [{ kind: 'volume', id: 'v', name: 'logs_es', deltaBytes: 720, share: 0.72 }],
  notAttributedBytes: 280,
  ...part,
})

test('the largest grower is named with its share', () => {
  expect(growthText(growth({}), 'web-07')).toBe("72 % of web-07's growth of 1000 B is logs_es.")
})

test('no share where too little is measured, and no guess without two measurements', () => {
  const unshared = growth({ growers: [{ kind: 'volume', id: 'v', name: 'logs_es', deltaBytes: 100, share: null }] })
  expect(growthText(unshared, 'web-07')).toMatch(/no shares are given/)
  expect(growthText(growth({ hostDeltaBytes: null, growers: [] }), 'web-07')).toMatch(/not known yet/)
})

test('a disk that did not grow has no grower', () => {
  expect(growthText(growth({ hostDeltaBytes: -500 }), 'web-07')).toBe('The disk of web-07 shrank by 500 B.')
  expect(growthText(growth({ hostDeltaBytes: 0 }), 'web-07')).toBe('The disk of web-07 did not grow.')
  expect(growthText(growth({ growers: [] }), 'web-07')).toMatch(/Nothing that is measured grew/)
})
