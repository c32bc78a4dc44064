import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'

/** Starts a program that outlives this process, with its output in a file. */
export function spawnLogged(command: string, args: readonly string[], logPath: string) {
  const log = openSync(logPath, 'a')
  const child = spawn(command, args, { detached: true, stdio: ['ignore', log, log] })
  closeSync(log)
  child.unref()
  return child
}
