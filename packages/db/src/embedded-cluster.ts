import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { AppError } from '@stowage/domain/app-error'
import type { EmbeddedBinaries } from './embedded-binaries.ts'
import type { Ids } from './embedded-user.ts'

const run = promisify(execFile)

/** Lets the account of Postgres enter, and no more: the server's other files in there stay its own. */
export async function letIn(dir: string, user: Ids): Promise<void> {
  const { uid, mode } = await stat(dir)
  if ((mode & 0o001) !== 0) return
  await chown(dir, uid, user.gid)
  await chmod(dir, (mode & 0o7777) | 0o010)
}

/** The password of the cluster, made at the first start and readable by its owner alone. */
export async function clusterPassword(path: string): Promise<string> {
  try {
    await writeFile(path, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return readFile(path, 'utf8')
}

type Cluster = { password: string; user: Ids | null; noSync: boolean }

/** Makes the files of the cluster unless they are there: beside, then renamed, so that nothing half made or ever used is overwritten. */
export async function ensureCluster(
  { initdb }: EmbeddedBinaries,
  data: string,
  { password, user, noSync }: Cluster,
): Promise<void> {
  if (await stat(data).catch(() => null)) return
  const draft = `${data}.new`
  const passwordFile = `${data}.initdb`
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { mode: 0o700 })
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (user) await Promise.all([chown(draft, user.uid, user.gid), chown(passwordFile, user.uid, user.gid)])
  const flags = [
    '--auth=scram-sha-256',
    '--username=stowage',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale=C',
    ...(noSync ? ['--no-sync'] : []),
  ]
  try {
    await run(initdb, [`--pgdata=${draft}`, ...flags], { ...user, cwd: '/' })
    await rename(draft, data)
  } catch (error) {
    throw new AppError(
      'unavailable',
      `The embedded Postgres could not make its files in ${data}: ${stderrOf(error)}${user ? ' (It runs as the account "postgres", which must be able to enter every directory above.)' : ''}`,
    )
  } finally {
    await rm(passwordFile, { force: true })
  }
}

const stderrOf = (error: unknown) =>
  error instanceof Error && 'stderr' in error && typeof error.stderr === 'string' && error.stderr !== ''
    ? error.stderr.trim()
    : String(error)
