import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LabHost } from '@stowage/lab/host'
import { poll } from '@stowage/lab/poll'
import { builtAgent } from './built-agent.ts'

const stateDirectory = () => mkdtemp(join(tmpdir(), 'stowage-agent-state-'))

/** What a test needs of an agent that runs as a process inside a host of the lab. */
export type AgentProcess = {
  child: ChildProcess
  state: string
  /** Lines that it logged. */
  log: Record<string, unknown>[]
  raw: () => string
  exit: Promise<number | NodeJS.Signals>
  logged: (message: RegExp, withinMs?: number) => Promise<Record<string, unknown>>
  kill: (signal?: NodeJS.Signals) => Promise<void>
  [Symbol.asyncDispose]: () => Promise<void>
}

export type AgentOptions = {
  url: string
  token?: string
  state?: string
  env?: Record<string, string>
  args?: string[]
  /** What starts the program, as in `nice -n 5`. */
  through?: string[]
}

/** Starts the agent's program in the host's namespaces, against the host's engine and the given server. */
export async function startAgentProcess(
  host: LabHost,
  { url, token, state, env = {}, args = [], through = [] }: AgentOptions,
): Promise<AgentProcess> {
  const directory = state ?? (await stateDirectory())
  const [program = '', ...rest] = [...through, process.execPath, await builtAgent(), ...args]
  const child = host.run(program, rest, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      STOWAGE_URL: url,
      STOWAGE_INSECURE_HTTP: '1',
      STOWAGE_STATE_DIR: directory,
      STOWAGE_LAYERS_MINUTES: '0.05',
      STOWAGE_SIZES_MINUTES: '0.05',
      ...(token ? { STOWAGE_ENROL_TOKEN: token } : {}),
      ...env,
    },
  })
  let text = ''
  const log: Record<string, unknown>[] = []
  let unended = ''
  const onText = (chunk: Buffer) => {
    text += chunk
    const lines = (unended + chunk).split('\n')
    unended = lines.pop() ?? ''
    for (const line of lines) if (line.startsWith('{')) log.push(JSON.parse(line))
  }
  child.stderr?.on('data', onText)
  child.stdout?.on('data', onText)
  const exit = once(child, 'exit').then(([code, signal]) => (signal ?? code) as number | NodeJS.Signals)
  const kill = async (signal: NodeJS.Signals = 'SIGKILL') => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal)
    await exit
  }
  return {
    child,
    state: directory,
    log,
    raw: () => text,
    exit,
    kill,
    logged: (message, withinMs = 20_000) =>
      poll(
        `the agent to log ${message}; it logged ${text.slice(-2000)}`,
        () => log.find((line) => message.test(String(line.message))) ?? null,
        {
          withinMs,
        },
      ),
    async [Symbol.asyncDispose]() {
      await kill()
      if (!state) await rm(directory, { recursive: true, force: true })
    },
  }
}
