import { describe, expect, it } from 'vitest'
import { agoText, bothZonesText, instantText, shortInstantText } from './instant.ts'

const at = new Date('2026-11-20T03:12:07Z')

describe('instants in words', () => {
  it('names the zone of the reader', () => {
    expect(instantText(at, 'Europe/Berlin')).toBe('20 Nov 2026 04:12:07 CET')
    expect(instantText(at, 'UTC')).toBe('20 Nov 2026 03:12:07 UTC')
    expect(instantText(new Date('2026-09-01T03:12:07Z'), 'UTC')).toBe('1 Sep 2026 03:12:07 UTC')
  })

  it('shows both zones, with the date again only where it differs', () => {
    expect(bothZonesText(at, 'Europe/Berlin')).toBe('20 Nov 2026 04:12:07 CET · 03:12:07 UTC')
    expect(bothZonesText(new Date('2026-11-20T23:30:00Z'), 'Europe/Berlin')).toBe(
      '21 Nov 2026 00:30:00 CET · 20 Nov 2026 23:30:00 UTC',
    )
    expect(bothZonesText(at, 'UTC')).toBe('20 Nov 2026 03:12:07 UTC')
  })

  it('leaves the date out only on the same day', () => {
    expect(shortInstantText(at, new Date('2026-11-20T20:00:00Z'), 'Europe/Berlin')).toBe('04:12 CET')
    expect(shortInstantText(at, new Date('2026-11-21T20:00:00Z'), 'Europe/Berlin')).toBe('20 Nov 2026 04:12 CET')
  })

  it('rounds an age down to one unit, so that nothing looks older than it is', () => {
    expect(agoText(at, new Date(at.getTime() + 59_999))).toBe('59 s ago')
    expect(agoText(at, new Date(at.getTime() + 3 * 86_400_000))).toBe('3 d ago')
    expect(agoText(at, new Date(at.getTime() - 90_000))).toBe('in 1 min')
    expect(agoText(at, at)).toBe('now')
    expect(agoText(at, new Date(at.getTime() - 9000))).toBe('now')
  })
})
