import { execFileSync } from 'node:child_process'
import { AppError } from '@stowage/domain/app-error'

export type Ids = { uid: number; gid: number }

const idOf = (flag: '-u' | '-g') =>
  Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))

const lookUp = (): Ids | null => {
  try {
    return { uid: idOf('-u'), gid: idOf('-g') }
  } catch {
    return null
  }
}

/** The account that Postgres runs as: null is our own. As root it is `postgres`, made when missing, because Postgres refuses root. */
export function embeddedUser(): Ids | null {
  if (process.getuid?.() !== 0) return null
  const known = lookUp()
  if (known) return known
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'], {
      stdio: 'pipe',
    })
  } catch {
    // Another process may have made it meanwhile: the look-up below decides.
  }
  const made = lookUp()
  if (!made)
    throw new AppError(
      'unavailable',
      'Postgres does not run as root and the account "postgres" could not be made. Make it, or set DATABASE_URL.',
    )
  return made
}
