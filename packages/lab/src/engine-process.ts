import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pings } from './engine-call.ts'
import { inside } from './holder.ts'
import type { HostData } from './host.ts'
import { cgroupOf } from './lab-paths.ts'
import { poll } from './poll.ts'
import { isAlive, ProcessRef, processRef } from './process-ref.ts'
import { spawnLogged } from './spawn-logged.ts'

const refPath = (host: HostData) => join(host.stateDir, 'dockerd.json')
const containerdPid = (host: HostData) => join(host.stateDir, 'exec', 'containerd', 'containerd.pid')
export const logPath = (host: HostData) => join(host.stateDir, 'dockerd.log')

/** The running dockerd of a host, or null while it is down. */
export function engineProcess(host: HostData): ProcessRef | null {
  if (!existsSync(refPath(host))) return null
  const ref = ProcessRef.parse(JSON.parse(readFileSync(refPath(host), 'utf8')))
  return isAlive(ref) ? ref : null
}

function engineArgs(host: HostData): string[] {
  const paths = [
    '--data-root',
    host.dataRoot,
    '--exec-root',
    join(host.stateDir, 'exec'),
    '--pidfile',
    join(host.stateDir, 'pid'),
  ]
  const groups = ['--cgroup-parent', `${cgroupOf(host.fleet)}/${host.name}`, '--exec-opt', 'native.cgroupdriver=cgroupfs']
  return [
    ...paths,
    ...groups,
    '-H',
    `unix://${host.socket}`,
    '--shutdown-timeout',
    '2',
    '--log-level',
    'warn',
    ...host.engineArgs,
  ]
}

function logTail(host: HostData): string {
  return readFileSync(logPath(host), 'utf8').trim().split('\n').slice(-8).join('\n')
}

/** Starts dockerd inside the host and waits until it answers; throws with the end of its log. */
export async function startEngine(host: HostData): Promise<void> {
  if (engineProcess(host)) return
  // A killed engine leaves its pid files behind. dockerd believes them when any process has that pid, even a zombie: it would
  // refuse to start, or wait in vain for a containerd that is gone.
  for (const left of [host.socket, join(host.stateDir, 'pid'), containerdPid(host)]) rmSync(left, { force: true })
  const child = spawnLogged('nsenter', [...inside(host.holder), 'dockerd', ...engineArgs(host)], logPath(host))
  const failed = new Promise<never>((_, reject) => {
    child.once('error', reject)
    child.once('exit', () => reject(new Error(`dockerd of ${host.name} ended:\n${logTail(host)}`)))
  })
  // After the start nobody waits for this promise any more; an engine that ends later is not an error here.
  failed.catch(() => {})
  if (child.pid) writeFileSync(refPath(host), JSON.stringify(processRef(child.pid)))
  await Promise.race([failed, poll(`dockerd of ${host.name}`, async () => (await pings(host.socket)) || null)])
}

/** Ends dockerd and its containerd, and waits until they are gone. `SIGKILL` leaves its containers running. */
export async function endEngine(host: HostData, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  const ref = engineProcess(host)
  if (!ref) return
  const containerd = existsSync(containerdPid(host)) ? processRef(Number(readFileSync(containerdPid(host), 'utf8'))) : null
  process.kill(ref.pid, signal)
  await poll(`dockerd of ${host.name} to end`, () => !isAlive(ref) || null)
  // The kernel kills containerd with its parent, a moment later: two on one directory would not work.
  if (containerd) await poll(`containerd of ${host.name} to end`, () => !isAlive(containerd) || null)
}
