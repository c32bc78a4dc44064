import { createHmac, createPublicKey, randomBytes, timingSafeEqual, verify } from 'node:crypto'

const lifeMs = 60_000

const seal = (secret: string, hostId: string, body: string) =>
  createHmac('sha256', `stowage agent challenge v1\n${secret}`).update(`${hostId}\n${body}`).digest('base64url')

/** A nonce for one hello of this host within a minute. Nothing is stored for it: anyone may ask. */
export function makeChallenge(secret: string, hostId: string, now: Date): string {
  const body = `${randomBytes(16).toString('base64url')}.${(now.getTime() + lifeMs).toString(36)}`
  return `${body}.${seal(secret, hostId, body)}`
}

/** Whether we made this nonce for this host and its time has not passed. That it is used once is the session table's to say. */
export function isOurChallenge(secret: string, hostId: string, nonce: string, now: Date): boolean {
  const [random = '', until = '', given = ''] = nonce.split('.')
  const expected = Buffer.from(seal(secret, hostId, `${random}.${until}`))
  const found = Buffer.from(given)
  if (found.length !== expected.length || !timingSafeEqual(found, expected)) return false
  return Number.parseInt(until, 36) > now.getTime()
}

/** Whether the holder of the key signed this text. `publicKey`: raw Ed25519, base64url. */
export function isSigned(publicKey: string, text: string, signature: string): boolean {
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' })
    return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'))
  } catch {
    return false
  }
}
