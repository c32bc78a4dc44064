import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'

/** A program of ours that runs as a process, its output in a file. */
export type Program = {
  pid: number
  logFile: string
  /** Settles with the exit code or the signal's name. */
  ended: Promise<number | string>
  signal: (name: NodeJS.Signals) => void
  /** Asks to end, and waits; after 15 s it is killed. */
  stop: () => Promise<void>
}

/** Follows a child that was started with its output in `logFile`. */
export function program(child: ChildProcess, logFile: string): Program {
  if (child.pid === undefined) throw new Error(`could not start; see ${logFile}`)
  const isRunning = () => child.exitCode === null && child.signalCode === null
  const ended = once(child, 'exit').then(([code, signal]): number | string => signal ?? code)
  const signal = (name: NodeJS.Signals) => {
    if (isRunning()) child.kill(name)
  }
  const stop = async () => {
    signal('SIGTERM')
    const kill = setTimeout(() => signal('SIGKILL'), 15_000)
    await ended
    clearTimeout(kill)
  }
  return { pid: child.pid, logFile, ended, signal, stop }
}

const canDieWithParent = process.platform === 'linux' && spawnSync('setpriv', ['--pdeathsig', 'TERM', 'true']).status === 0

/** Starts a Node program that ends with this process, also when this process is killed (Linux). */
export function startNode(
  file: string,
  { env, logFile, flags = [] }: { env: NodeJS.ProcessEnv; logFile: string; flags?: readonly string[] },
): Program {
  const [command, ...args] = [...(canDieWithParent ? ['setpriv', '--pdeathsig', 'TERM'] : []), process.execPath, ...flags, file]
  const log = openSync(logFile, 'a', 0o600)
  try {
    const child = spawn(command ?? process.execPath, args, { env: { ...process.env, ...env }, stdio: ['ignore', log, log] })
    return program(child, logFile)
  } finally {
    closeSync(log)
  }
}
