import { open, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { defaultHostPolicy, HostPolicy } from '@stowage/domain/host-policy'
import { parseDocument } from 'yaml'

const bytesMax = 64 * 1024
const othersMayWrite = 0o022

/** The policy that holds now. `problem`: why a file that exists is not followed; then the host is read-only. */
export type PolicyState = { policy: HostPolicy; problem: string | null }

const ignored = (problem: string): PolicyState => ({
  policy: defaultHostPolicy,
  problem: `The policy file is ignored and this host is read-only: ${problem}`.slice(0, 1024),
})

/** Parses the text of a policy file. Unknown keys, duplicate keys, tags and anchors refuse the whole file. */
export function parsePolicy(text: string): PolicyState {
  const document = parseDocument(text, { version: '1.2', strict: true, uniqueKeys: true, merge: false, customTags: [] })
  const problem = document.errors[0] ?? document.warnings[0]
  if (problem) return ignored(problem.message.split('\n')[0] ?? 'it is not YAML.')
  let value: unknown
  try {
    value = document.toJS({ maxAliasCount: 0 })
  } catch {
    return ignored('it uses YAML aliases.')
  }
  const parsed = HostPolicy.safeParse(value ?? {})
  if (parsed.success) return { policy: parsed.data, problem: null }
  const issue = parsed.error.issues[0]
  const path = issue?.path.join('.')
  return ignored(`${path ? `${path}: ` : ''}${issue?.message ?? 'it is not valid.'}`)
}

/**
 * Reads the host's policy. Without a file: observe only. Whoever may write the file may decide what the agent does, so it and its
 * directory must belong to root and to nobody else.
 */
export async function readPolicy(path: string): Promise<PolicyState> {
  let file: Awaited<ReturnType<typeof open>>
  try {
    file = await open(path, 'r')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { policy: defaultHostPolicy, problem: null }
    return ignored(error instanceof Error ? error.message : String(error))
  }
  try {
    const facts = await file.stat()
    const directory = await stat(dirname(path))
    if (!facts.isFile()) return ignored('it is not a regular file.')
    if (facts.uid !== 0) return ignored('it does not belong to root. Run: chown root:root on it.')
    if (facts.mode & othersMayWrite) return ignored('its group or others may write it. Run: chmod 644 on it.')
    if (directory.uid !== 0 || directory.mode & othersMayWrite)
      return ignored('its directory does not belong to root alone. Run: chown root:root and chmod 755 on it.')
    if (facts.size > bytesMax) return ignored(`it is larger than ${bytesMax / 1024} KiB.`)
    return parsePolicy(await file.readFile('utf8'))
  } catch (error) {
    return ignored(error instanceof Error ? error.message : String(error))
  } finally {
    await file.close()
  }
}
