import { describe, expect, it } from 'vitest'
import { logReasonText, lostFull, lostReasonText, phoneRisk } from './container-words.ts'

const mib = 2 ** 20
const risk = {
  lostBytes: 3 * mib,
  lostPaths: [{ path: '/data', bytes: 2 * mib }],
  layerBytes: 5 * mib,
  layerReason: null,
  layerPartial: false,
}

describe('the words of a container in the list', () => {
  it('say what would be lost, where, and when it is at least so much', () => {
    expect(lostFull(risk)).toBe('Lost when made again: 3.00 MiB, in /data 2.00 MiB')
    expect(lostFull({ ...risk, layerPartial: true })).toContain('≥ 3.00 MiB')
    expect(lostFull({ ...risk, lostBytes: 0 })).toContain('No data would be lost')
  })

  it('never take a layer that nobody could read for an empty one', () => {
    expect(lostReasonText({ layerBytes: null, layerReason: 'No permission' })).toBe('No permission.')
    expect(lostReasonText(risk)).toContain('5.00 MiB in the layer, but its paths cannot be read here')
    expect(lostFull({ ...risk, lostBytes: null })).toMatch(/^What would be lost is unknown: /)
    expect(logReasonText({ logDriver: 'journald', logReason: null })).toBe('Log driver journald: size not measured.')
  })

  it('show on phones the figure that matters', () => {
    expect(phoneRisk(risk)).toBe('3.00 MiB at risk')
    expect(phoneRisk({ ...risk, lostBytes: 0 })).toBe('Layer 5.00 MiB')
    expect(phoneRisk({ ...risk, lostBytes: null, layerBytes: null })).toBe('Layer unknown')
  })
})
