import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

export const tickMs = 1000 / Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))

/** The fields of /proc/PID/stat from the state on: the name in parentheses before it may hold blanks. */
export const fieldsOf = (pid: number): string[] => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []

/** User and system time of a process since it began, in milliseconds (proc(5): fields 14 and 15). */
function cpuMs(pid: number): number {
  const fields = fieldsOf(pid)
  return (Number(fields[11]) + Number(fields[12])) * tickMs
}

function memoryMB(pid: number, line: 'VmRSS' | 'VmHWM'): number {
  const found = new RegExp(`^${line}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return (Number(found?.[1]) * 1024) / 1e6
}

/** `cpuPercent`: of one core, over the time that was looked at. */
export type ProcessCost = { rssMB: number; peakMB: number; cpuPercent: number }

/** What processes cost while they are left alone for `forMs`. Linux only. */
export async function processCosts(pids: readonly number[], forMs: number): Promise<ProcessCost[]> {
  const begun = performance.now()
  const before = pids.map(cpuMs)
  await pause(forMs)
  const passedMs = performance.now() - begun
  return pids.map((pid, index) => ({
    rssMB: memoryMB(pid, 'VmRSS'),
    peakMB: memoryMB(pid, 'VmHWM'),
    cpuPercent: ((cpuMs(pid) - (before[index] ?? 0)) / passedMs) * 100,
  }))
}
