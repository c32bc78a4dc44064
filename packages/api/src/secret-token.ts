import { createHash, randomBytes } from 'node:crypto'

/** A new 256-bit secret. Only `hash` is kept; the prefix lets scanners of repositories recognise a leaked one. */
export function newSecretToken(prefix: string): { token: string; hash: string } {
  const token = `${prefix}${randomBytes(32).toString('base64url')}`
  return { token, hash: secretTokenHash(token) }
}

/** Lower-case hex of SHA-256: enough for a secret that cannot be guessed. */
export const secretTokenHash = (token: string): string => createHash('sha256').update(token).digest('hex')
