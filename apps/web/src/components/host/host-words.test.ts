import { expect, it } from 'vitest'
import { blindCauseWords, clockText, createReason, groupedHex } from './host-words.ts'

it('AP9: says how far a clock is off and in which direction', () => {
  expect(clockText(400)).toBe('within a second of the server')
  expect(clockText(3 * 86_400_000)).toBe('3 d ahead of the server')
  expect(clockText(-90_000)).toBe('1 min behind the server')
  expect(clockText(null)).toBe('Unknown')
})

it('says why a host cannot take a volume: silence before policy', () => {
  const host = { name: 'web-07', state: 'online' as const, mode: 'manage' as const, revokedAt: null }
  expect(createReason(host)).toBeNull()
  expect(createReason({ ...host, mode: 'read-only' })).toBe('its agent only observes')
  expect(createReason({ ...host, mode: 'read-only', state: 'offline' })).toBe('not reporting')
})

it('shows an unknown cause of a blind window as it came', () => {
  expect(blindCauseWords('engine_restart')).toBe('Docker restarted')
  expect(blindCauseWords('solar_flare')).toBe('solar_flare')
})

it('groups a fingerprint for comparing', () => {
  expect(groupedHex('c2920e9cbe34')).toBe('c292 0e9c be34')
  expect(groupedHex('SHA256:x')).toBe('SHA256:x')
})
