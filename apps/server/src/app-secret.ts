import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const lengthMin = 32
/** From examples, documentation and habit. */
const known = /change.?me|example|secret|password|default|stowage|insecure|replace|0123456789/i

/** Why a given APP_SECRET is refused, or null (AU1). */
export function appSecretProblem(secret: string): string | null {
  if (secret.length < lengthMin) return `APP_SECRET is too short (${secret.length} of at least ${lengthMin} characters).`
  if (known.test(secret) || new Set(secret).size < 10)
    return 'APP_SECRET looks like an example or a pattern, not like a random value.'
  return null
}

/** The given secret, or the one generated at the first start and kept in the data directory (0600). Throws one line that says what to do. */
export function appSecret(given: string | undefined, dataDir: string): string {
  const path = join(dataDir, 'app-secret')
  const secret = given ?? kept(path, dataDir)
  const problem = appSecretProblem(secret)
  const source = given === undefined ? `Delete ${path} to have a new one made.` : 'Make one with: openssl rand -hex 32'
  if (problem) throw new Error(`${problem} ${source}`)
  return secret
}

function kept(path: string, dataDir: string): string {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    // `wx`: of two processes that start at once, one writes and both read the same.
    writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST'
    if (!exists)
      throw new Error(`APP_SECRET is not set and ${path} cannot be written. Set APP_SECRET or STOWAGE_DATA_DIR.`, {
        cause: error,
      })
  }
  return readFileSync(path, 'utf8').trim()
}
