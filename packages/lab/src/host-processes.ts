import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { cgroupOf, fleetDir } from './lab-paths.ts'
import { isEnded } from './process-ref.ts'

/**
 * The pids of everything that runs in a fleet. Known by what nobody else has: the fleet's own bind mount on /etc/stowage (engine,
 * shims, agents) or its control group (containers). Never by a recorded pid or namespace number: both are used again.
 */
export function fleetProcesses(fleet: string): number[] {
  // In mountinfo a path starts at its file system, and /run is one on most machines.
  const mark = `${fleetDir(fleet).replace('/run/', '/')}/`
  const cgroup = `:${cgroupOf(fleet)}/`
  const ours = new Map<string, boolean>()
  const mountsOurs = (pid: string) => {
    const namespace = readlinkSync(`/proc/${pid}/ns/mnt`)
    const known = ours.get(namespace)
    if (known !== undefined) return known
    const found = readFileSync(`/proc/${pid}/mountinfo`, 'utf8')
      .split('\n')
      .some((line) => line.split(' ')[4] === '/etc/stowage' && line.split(' ')[3]?.includes(mark))
    ours.set(namespace, found)
    return found
  }
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cgroup`, 'utf8').includes(cgroup) || mountsOurs(pid)
      } catch {
        return false
      }
    })
    .map(Number)
    .filter((pid) => !isEnded(pid))
}
