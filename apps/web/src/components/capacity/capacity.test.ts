import type { HostSpace } from '@stowage/domain/space'
import { describe, expect, it } from 'vitest'
import { capacityDoubts, capacityText, partsText } from './capacity-text.ts'
import { fullness, fullText, isOvercounted, segmentsOf } from './segments-of.ts'

const gib = 2 ** 30
const space: HostSpace = {
  hostId: 'h1',
  host: 'web-07',
  hostState: 'online',
  totalBytes: 105 * gib,
  usedBytes: 90 * gib,
  availableBytes: 10 * gib,
  parts: [
    { kind: 'volumes-in-use', bytes: 40 * gib, unknown: 0, reason: null },
    { kind: 'volumes-idle', bytes: 0, unknown: 0, reason: null },
    { kind: 'images', bytes: 30 * gib, unknown: 0, reason: null },
    { kind: 'other', bytes: 20 * gib, unknown: 0, reason: null },
  ],
  measuredAt: null,
}
const withPart = (part: Partial<HostSpace['parts'][number]>) => ({
  ...space,
  parts: [...space.parts, { kind: 'layers' as const, bytes: null, unknown: 0, reason: null, ...part }],
})
const drawn = (of: HostSpace) => segmentsOf(of).map(({ kind, bytes }) => [kind, bytes / gib])

describe('the capacity bar', () => {
  it('draws what was measured, what is left of the used space, and what is free', () => {
    expect(drawn(space)).toEqual([
      ['volumes-in-use', 40],
      ['images', 30],
      ['other', 20],
      ['free', 10],
    ])
  })

  it('calls the rest not measured, to scale, while any part is unknown or partly unknown', () => {
    expect(drawn(withPart({ reason: 'no permission' }))[2]).toEqual(['unmeasured', 20])
    expect(drawn(withPart({ bytes: 5 * gib, unknown: 3 }))[3]).toEqual(['unmeasured', 15])
  })

  it('draws nothing and says so when the disk is unknown', () => {
    const unknown = { ...space, usedBytes: null, availableBytes: null }
    expect(segmentsOf(unknown)).toEqual([])
    expect(capacityText(unknown)).toBe('The disk of web-07 is unknown: its agent has not told its size.')
  })

  it('is as full as df says: what is reserved for root is not free', () => {
    expect(fullness(space)).toBe(0.9)
    expect(fullText(0.901)).toBe('91 %')
    expect(fullText(null)).toBe('Unknown')
  })

  it('tells the same in one sentence, largest parts first', () => {
    expect(capacityText(space)).toBe(
      'web-07 is 90 % full: 90.0 GiB used, 10.0 GiB free. Most of it is volumes in use (40.0 GiB), images (30.0 GiB), and other files (20.0 GiB).',
    )
  })

  it('lists the parts for the table', () => {
    expect(partsText(space)).toBe('volumes in use 40.0 GiB, images 30.0 GiB, other files 20.0 GiB')
    expect(partsText(withPart({}))).toContain('other files and what was not measured 20.0 GiB')
  })

  it('says what it cannot tell, and why', () => {
    expect(capacityDoubts(space)).toEqual([])
    expect(capacityDoubts(withPart({ reason: 'No permission.' }))).toEqual(['Writable layers are not measured: No permission.'])
    expect(capacityDoubts(withPart({ bytes: gib, unknown: 3 }))).toEqual(['Writable layers: 3 of them not measured.'])
    const over = withPart({ bytes: 60 * gib })
    expect(isOvercounted(over)).toBe(true)
    expect(capacityDoubts(over)[0]).toContain('add up to more than is used')
  })
})
