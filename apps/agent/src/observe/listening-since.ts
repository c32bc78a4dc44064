import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const Since = z.strictObject({ cursor: z.string().nullable(), at: z.iso.datetime() })
export type Since = z.infer<typeof Since>

const path = (directory: string) => join(directory, 'listening.json')

/** Where and when the last process on this host stopped listening to the engine; null on the first start. */
export async function readSince(directory: string): Promise<Since | null> {
  try {
    return Since.parse(JSON.parse(await readFile(path(directory), 'utf8')))
  } catch {
    return null
  }
}

/** Losing this costs a blind window, no more, so it is not synced and a failure is no failure. */
export const writeSince = (directory: string, since: Since) =>
  writeFile(path(directory), JSON.stringify(since), { mode: 0o600 }).catch(() => {})
