import { generateKeyPairSync, sign } from 'node:crypto'
import { helloText } from '@stowage/domain/agent-link'
import { expect, test } from 'vitest'
import { isOurChallenge, isSigned, makeChallenge } from './challenge.ts'

const now = new Date('2026-01-01T00:00:00Z')
const later = (ms: number) => new Date(now.getTime() + ms)

test('a challenge counts for a minute, for its own host and under our secret only', () => {
  const nonce = makeChallenge('secret', 'host', now)
  expect(isOurChallenge('secret', 'host', nonce, later(59_000))).toBe(true)
  expect(isOurChallenge('secret', 'host', nonce, later(60_000))).toBe(false)
  expect(isOurChallenge('secret', 'other', nonce, now)).toBe(false)
  expect(isOurChallenge('guess', 'host', nonce, now)).toBe(false)
  const [random, , tag] = nonce.split('.')
  expect(isOurChallenge('secret', 'host', `${random}.zzzzzzzzz.${tag}`, now)).toBe(false)
  for (const bad of ['', '.', '..', 'a.b.c', `${nonce}x`]) expect(isOurChallenge('secret', 'host', bad, now)).toBe(false)
})

test('a hello must be signed by the key of the host, over this host and this nonce', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const x = publicKey.export({ format: 'jwk' }).x ?? ''
  const signature = sign(null, Buffer.from(helloText('host', 'nonce')), privateKey).toString('base64url')
  const isSignedHello = (key: string, hostId: string, nonce: string, by: string) => isSigned(key, helloText(hostId, nonce), by)
  expect(isSignedHello(x, 'host', 'nonce', signature)).toBe(true)
  expect(isSignedHello(x, 'host', 'other', signature)).toBe(false)
  expect(isSignedHello(x, 'other', 'nonce', signature)).toBe(false)
  expect(isSignedHello('A'.repeat(43), 'host', 'nonce', signature)).toBe(false)
  expect(isSignedHello('not a key', 'host', 'nonce', '')).toBe(false)
})
