import { readFileSync } from 'node:fs'

/** The environment without empty values, where NAME_FILE of a secret is replaced by NAME with the file's content. */
export function withFiles(source: NodeJS.ProcessEnv, secrets: readonly string[]): Record<string, string | undefined> {
  const values: Record<string, string | undefined> = {}
  for (const [name, value] of Object.entries(source)) if (value) values[name] = value
  for (const name of secrets) {
    const file = values[`${name}_FILE`]
    if (!file) continue
    if (values[name]) throw new Error(`Set ${name} or ${name}_FILE, not both.`)
    try {
      values[name] = readFileSync(file, 'utf8').trim()
    } catch {
      throw new Error(`${name}_FILE names a file that cannot be read: ${file}`)
    }
  }
  return values
}
