import { spawn } from 'node:child_process'
import { EngineError } from './engine-error.ts'

const deadlineMs = 5000

/** Reads a list of paths from stdin and prints where each leads; one that cannot be followed leads to itself. */
const script = `
const { realpathSync } = require('node:fs')
let text = ''
process.stdin.on('data', (chunk) => { text += chunk }).on('end', () => {
  const leads = JSON.parse(text).map((path) => { try { return realpathSync(path) } catch { return path } })
  process.stdout.write(JSON.stringify(leads))
})`

/**
 * Where paths of this machine lead when links are followed. In a process of its own that is given up after 5 s: a path on a network
 * mount whose server is gone would otherwise hold a thread for ever (M6).
 * @throws EngineError when it cannot be found out in time: then nothing is known about any of them
 */
export async function resolvePaths(paths: readonly string[]): Promise<Map<string, string>> {
  const wanted = [...new Set(paths)].filter((path) => path.startsWith('/'))
  if (wanted.length === 0) return new Map()
  const unknown = new EngineError('timeout', 'Where the bind mounts of this host lead could not be found out in time.')
  const child = spawn(process.execPath, ['-e', script], { stdio: ['pipe', 'pipe', 'ignore'], env: {} })
  const text = await new Promise<string>((resolve, reject) => {
    let out = ''
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      child.unref()
      reject(unknown)
    }, deadlineMs)
    child.on('error', () => reject(unknown))
    child.stdin.on('error', () => {})
    child.stdout.on('data', (chunk) => {
      out += chunk
    })
    child.on('close', () => {
      clearTimeout(timer)
      resolve(out)
    })
    child.stdin.end(JSON.stringify(wanted))
  })
  const leads: unknown = text === '' ? null : JSON.parse(text)
  if (!Array.isArray(leads) || leads.length !== wanted.length) throw unknown
  return new Map(wanted.map((path, at) => [path, String(leads[at])]))
}
