import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import { coveredDirs } from './lab-paths.ts'
import { type ProcessRef, processRef } from './process-ref.ts'

/**
 * Runs once in the new namespaces. `/` becomes shared as systemd leaves it, so binds with propagation behave as on a real host.
 * The data arrives as arguments, never inside the script.
 */
const script = `
set -e
name=$1; shift
echo "$name" > /proc/sys/kernel/hostname
ip link set lo up
mount --make-rshared /
while [ $# -gt 0 ]; do mount --bind "$1" "$2"; shift 2; done
echo ready
exec sleep infinity
`

/** Where a host keeps what it has in place of `/run/docker`, `/etc/stowage`…; readable from outside its namespaces. */
export const coverOf = (stateDir: string, covered: string) => join(stateDir, `${covered.split('/')[1]}-${basename(covered)}`)

/** Makes a host's namespaces (network, mounts, hostname) and a process that keeps them while its engine is down. */
export async function startHolder(name: string, stateDir: string): Promise<ProcessRef> {
  const binds = coveredDirs.flatMap((covered) => [coverOf(stateDir, covered), covered])
  for (const covered of coveredDirs) mkdirSync(coverOf(stateDir, covered), { recursive: true })
  const namespaces = ['--mount', '--net', '--uts', '--propagation', 'private', '--']
  const child = spawn('unshare', [...namespaces, 'sh', '-c', script, 'lab-host', name, ...binds], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const errors: Buffer[] = []
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk))
  const pid = await new Promise<number>((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', () => reject(new Error(`host ${name} got no namespaces: ${Buffer.concat(errors).toString().trim()}`)))
    createInterface(child.stdout).once('line', () => (child.pid ? resolve(child.pid) : reject(new Error('no pid'))))
  })
  child.stdout.destroy()
  child.stderr.destroy()
  child.unref()
  return processRef(pid)
}

/** The arguments that make `nsenter` run a command inside a host. It becomes that command: same pid, signals arrive. */
export function inside(holder: ProcessRef, cwd?: string): string[] {
  const where = cwd === undefined ? [] : [`--wdns=${cwd}`]
  return ['--target', String(holder.pid), '--mount', '--net', '--uts', ...where, '--']
}
