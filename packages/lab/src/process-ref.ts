import { readFileSync } from 'node:fs'
import { z } from 'zod'

/** A process that stays itself: pids are used again, a pid with its start time (clock ticks since boot) is not. */
export const ProcessRef = z.strictObject({ pid: z.number().int().positive(), startTime: z.string() })
export type ProcessRef = z.infer<typeof ProcessRef>

/** Fields of /proc/PID/stat after the command, which may hold spaces and brackets; null when there is no such process. */
function statOf(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return null
  }
}

export function processRef(pid: number): ProcessRef {
  const startTime = statOf(pid)?.[19]
  if (startTime === undefined) throw new Error(`no process ${pid}`)
  return { pid, startTime }
}

/** A zombie counts as gone: it holds nothing any more. */
export function isAlive(ref: ProcessRef): boolean {
  const stat = statOf(ref.pid)
  return stat !== null && stat[19] === ref.startTime && !isEnded(ref.pid)
}

export function isEnded(pid: number): boolean {
  const state = statOf(pid)?.[0]
  return state === undefined || state === 'Z' || state === 'X'
}
