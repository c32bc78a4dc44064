import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

export type Requirement = { program: string; packages: string[] }

const folders = `${process.env.PATH}${delimiter}/usr/sbin${delimiter}/sbin`.split(delimiter)
export const onPath = (program: string) => folders.some((folder) => existsSync(join(folder, program)))

/** Installs what is missing through apt (Debian, Ubuntu; as root). Says what is missing and returns false where it cannot. */
export function ensurePrograms(requirements: readonly Requirement[]): boolean {
  const missing = requirements.filter(({ program }) => !onPath(program))
  if (missing.length === 0) return true
  const names = missing.map(({ program }) => program).join(', ')
  const packages = [...new Set(missing.flatMap((requirement) => requirement.packages))]
  if (process.getuid?.() !== 0 || !onPath('apt-get')) {
    process.stderr.write(`Missing: ${names}. Install the packages ${packages.join(' ')} and try again.\n`)
    return false
  }
  process.stderr.write(`Installing ${packages.join(' ')}…\n`)
  const apt = (...args: string[]) =>
    spawnSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0
  if (!apt('update', '-qq')) process.stderr.write('apt-get update failed; trying with the lists at hand.\n')
  for (const name of packages) {
    // One by one: a name that this release does not have (docker-cli on Debian 12) must not stop the others.
    if (!apt('install', '-y', '-qq', '--no-install-recommends', name)) process.stderr.write(`Could not install ${name}.\n`)
  }
  const still = requirements.filter(({ program }) => !onPath(program)).map(({ program }) => program)
  if (still.length > 0) process.stderr.write(`Still missing: ${still.join(', ')}.\n`)
  return still.length === 0
}
