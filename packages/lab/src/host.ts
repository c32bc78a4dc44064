import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process'
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { endEngine, engineProcess, logPath, startEngine } from './engine-process.ts'
import { coverOf, inside, startHolder } from './holder.ts'
import { hostDir } from './lab-paths.ts'
import { hostAddress, plugIn } from './network.ts'
import type { ProcessRef } from './process-ref.ts'
import { runCommand } from './run-command.ts'

/** All there is to know about a host; plain data, so it can be handed to another process. */
export type HostData = {
  fleet: string
  name: string
  /** The engine's socket, reachable from the main namespaces too. */
  socket: string
  /** Its address on the fleet's bridge. */
  address: string
  /** The machine's address on the bridge: where agents find a server. */
  gateway: string
  /** A path for `nsenter --net=`. */
  netns: string
  dataRoot: string
  stateDir: string
  holder: ProcessRef
  engineArgs: string[]
}

export type RunOptions = { env?: NodeJS.ProcessEnv; cwd?: string; stdio?: StdioOptions; detached?: boolean }

export type LabHost = HostData & {
  /** Starts a program inside the host (its network, mounts, hostname). The child is that program: same pid, signals arrive. */
  run(command: string, args?: readonly string[], options?: RunOptions): ChildProcess
  /** Runs a program inside the host to its end; its standard output, or an error with its error output. */
  exec(command: string, args?: readonly string[], options?: { env?: NodeJS.ProcessEnv; input?: string | Buffer }): Promise<string>
  /** Runs the docker client against this engine. */
  docker(...args: string[]): Promise<string>
  /** Kills dockerd as a crash does: its containers go on. */
  kill9(): Promise<void>
  startEngine(): Promise<void>
  stopEngine(): Promise<void>
  /** Stops dockerd in good order, containers too, and starts it again. */
  restartEngine(): Promise<void>
  /** The engine hangs: connections are accepted and nothing answers, until `resumeEngine`. */
  pauseEngine(): void
  resumeEngine(): void
  /** Replaces `/etc/stowage/policy.yaml` of this host; null removes it. */
  writePolicy(yaml: string | null): void
  /** A path of this host as the machine sees it, with what is mounted there only inside the host. */
  outside(path: string): string
  logPath: string
}

export function connectHost(data: HostData): LabHost {
  const environment = (env?: NodeJS.ProcessEnv) => ({ ...process.env, DOCKER_HOST: `unix://${data.socket}`, ...env })
  const signal = (name: 'SIGSTOP' | 'SIGCONT') => {
    const ref = engineProcess(data)
    if (ref) process.kill(ref.pid, name)
  }
  return {
    ...data,
    logPath: logPath(data),
    outside: (path) => `/proc/${data.holder.pid}/root${path}`,
    run: (command, args = [], { env, cwd = '/', stdio, detached } = {}) =>
      spawn('nsenter', [...inside(data.holder, cwd), command, ...args], { env: environment(env), stdio, detached }),
    exec: (command, args = [], { env, input } = {}) =>
      runCommand('nsenter', [...inside(data.holder), command, ...args], { env: environment(env), input }),
    docker: (...args) => runCommand('docker', args, { env: environment() }),
    kill9: () => endEngine(data, 'SIGKILL'),
    startEngine: () => startEngine(data),
    stopEngine: () => endEngine(data, 'SIGTERM'),
    restartEngine: async () => {
      await endEngine(data, 'SIGTERM')
      await startEngine(data)
    },
    pauseEngine: () => signal('SIGSTOP'),
    resumeEngine: () => signal('SIGCONT'),
    writePolicy: (yaml) => {
      const path = join(coverOf(data.stateDir, '/etc/stowage'), 'policy.yaml')
      if (yaml === null) return rmSync(path, { force: true })
      writeFileSync(`${path}.new`, yaml, { mode: 0o644 })
      renameSync(`${path}.new`, path)
    },
  }
}

export type HostPlace = { fleet: string; dataDir: string; subnet: number; gateway: string; index: number; engineArgs: string[] }

/** Makes a host's namespaces, wires it to the bridge and starts its engine. `startFleet` is what cleans it up. */
export async function startHost(
  name: string,
  { fleet, dataDir, subnet, gateway, index, engineArgs }: HostPlace,
): Promise<LabHost> {
  const stateDir = hostDir(fleet, name)
  const dataRoot = join(dataDir, name)
  for (const dir of [stateDir, dataRoot]) mkdirSync(dir, { recursive: true })
  const holder = await startHolder(name, stateDir)
  await plugIn(holder.pid, subnet, index)
  const netns = `/proc/${holder.pid}/ns/net`
  const address = hostAddress(subnet, index)
  const socket = join(stateDir, 'docker.sock')
  const host = connectHost({ fleet, name, socket, address, gateway, netns, dataRoot, stateDir, holder, engineArgs })
  await host.startEngine()
  return host
}
