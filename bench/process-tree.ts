import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fieldsOf, tickMs } from './process-cost.ts'

/** Processor time in ms of a Postgres cluster: its processes and those that ended. Linux only. */
export function postgresCpuMs(dir: string): number {
  const postmaster = Number(readFileSync(join(dir, 'data', 'postmaster.pid'), 'utf8').split('\n')[0])
  let ticks = 0
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const fields = fieldsOf(Number(name))
      // proc(5), counted from the state: parent, then user and system time, its own and of its ended children.
      const [parent, user, system, endedUser, endedSystem] = [1, 11, 12, 13, 14].map((index) => Number(fields[index]))
      if (Number(name) === postmaster) ticks += (user ?? 0) + (system ?? 0) + (endedUser ?? 0) + (endedSystem ?? 0)
      else if (parent === postmaster) ticks += (user ?? 0) + (system ?? 0)
    } catch {
      // It ended meanwhile.
    }
  }
  return ticks * tickMs
}
