import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CommandError } from './command.ts'

export type Settings = { url: string; token: string }

type Environment = Record<string, string | undefined>

const configDir = (env: Environment) => env.XDG_CONFIG_HOME ?? join(env.HOME ?? homedir(), '.config')
export const loginFile = (env: Environment) => join(configDir(env), 'stowage', 'login.json')

/** The nearest `.stowage/local.json` above the working directory or this checkout: written by `npm start` and `npm run demo`. */
function localFile(): string | null {
  for (const start of [process.cwd(), dirname(fileURLToPath(import.meta.url))]) {
    for (let folder = start; folder !== dirname(folder); folder = dirname(folder)) {
      const file = join(folder, '.stowage', 'local.json')
      if (existsSync(file)) return file
    }
  }
  return null
}

function read(file: string): Settings {
  try {
    if ((statSync(file).mode & 0o077) !== 0) throw new CommandError(`${file} is readable by others. Run: chmod 600 ${file}`)
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (content && typeof content === 'object' && 'url' in content && 'token' in content) {
      const { url, token } = content
      if (typeof url === 'string' && typeof token === 'string') return { url, token }
    }
  } catch (error) {
    if (error instanceof CommandError) throw error
  }
  throw new CommandError(`${file} cannot be read as settings. Run: stowage login`)
}

/** Where to connect: options, else environment, else `stowage login`, else a demo or start that runs from this checkout. */
export function findSettings(options: { url?: string; token?: string }, env: Environment): Settings {
  const url = options.url ?? env.STOWAGE_URL
  const token = options.token ?? env.STOWAGE_TOKEN
  if (url && token) return { url, token }
  const file = existsSync(loginFile(env)) ? loginFile(env) : localFile()
  if (!file) throw new CommandError('No server is known. Run stowage login, or set STOWAGE_URL and STOWAGE_TOKEN.')
  const found = read(file)
  // A token is never sent to another address than the one it was stored with.
  if (url && url !== found.url && !token)
    throw new CommandError(`No token is known for ${url}. Set STOWAGE_TOKEN or run stowage login --url ${url}.`)
  return { url: url ?? found.url, token: token ?? found.token }
}

export function saveLogin(settings: Settings, env: Environment): string {
  const file = loginFile(env)
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  // A new file, so that looser rights of an old one do not stay.
  rmSync(`${file}.new`, { force: true })
  writeFileSync(`${file}.new`, `${JSON.stringify(settings)}\n`, { mode: 0o600, flag: 'wx' })
  renameSync(`${file}.new`, file)
  return file
}
