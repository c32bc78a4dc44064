import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rootDir } from './build.ts'

/** `.stowage/local.json`: how the command line and scripts on this machine reach what runs here. `netns` null outside the lab. */
export type LocalFile = { url: string; token: string; hosts: { name: string; socket: string; netns: string | null }[] }

const file = join(rootDir, '.stowage', 'local.json')

export function writeLocalFile(content: LocalFile): void {
  mkdirSync(join(rootDir, '.stowage'), { recursive: true, mode: 0o711 })
  rmSync(`${file}.new`, { force: true })
  writeFileSync(`${file}.new`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
  renameSync(`${file}.new`, file)
}

export const removeLocalFile = (): void => rmSync(file, { force: true })
