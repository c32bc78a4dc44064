import { createHash } from 'node:crypto'
import { open, readFile, rename, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { Failure } from '../failure.ts'

/**
 * Who this host is to which server, with its key: one file, so that no crash parts the two. `hostId` is null while the answer to an
 * enrolment is missing. The token itself is never stored.
 */
const Enrolling = z.strictObject({ url: z.string(), tokenHash: z.string(), key: z.string() })
const Identity = Enrolling.extend({ hostId: z.uuid(), name: z.string() })
export type Enrolling = z.infer<typeof Enrolling>
export type Identity = z.infer<typeof Identity>

export const tokenHash = (token: string) => createHash('sha256').update(token).digest('hex')

async function read<T>(path: string, schema: z.ZodType<T>): Promise<T | null> {
  const facts = await stat(path).catch(() => null)
  if (!facts) return null
  if (facts.mode & 0o077) throw new Failure(`${path} holds this host's key and may be read by others. Run: chmod 600 ${path}`)
  try {
    return schema.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch {
    throw new Failure(`${path} is damaged. Remove it and enrol this host again.`)
  }
}

async function write(path: string, value: object): Promise<void> {
  const file = await open(`${path}.new`, 'w', 0o600)
  try {
    await file.chmod(0o600)
    await file.writeFile(`${JSON.stringify(value)}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(`${path}.new`, path)
}

const identityPath = (directory: string) => join(directory, 'identity.json')
const enrollingPath = (directory: string) => join(directory, 'enrolling.json')

export const readIdentity = (directory: string) => read(identityPath(directory), Identity)
export const readEnrolling = (directory: string) => read(enrollingPath(directory), Enrolling)
export const writeEnrolling = (directory: string, enrolling: Enrolling) => write(enrollingPath(directory), enrolling)

/** The server answered: from now on this is who the host is. */
export async function writeIdentity(directory: string, identity: Identity): Promise<void> {
  await write(identityPath(directory), identity)
  await unlink(enrollingPath(directory)).catch(() => {})
}
