import { closeSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import type { LabHost } from '@stowage/lab/host'
import { agentProgram } from './build.ts'
import { type Program, program, startNode } from './program.ts'

export type AgentSettings = {
  serverUrl: string
  /** Absent: the agent is enrolled already. */
  token?: string
  stateDir: string
  env?: NodeJS.ProcessEnv
}

const environment = ({ serverUrl, token, stateDir, env }: AgentSettings): NodeJS.ProcessEnv => ({
  STOWAGE_URL: serverUrl,
  STOWAGE_STATE_DIR: stateDir,
  // Only this machine's loopback and the lab's bridge are ever dialled.
  STOWAGE_INSECURE_HTTP: '1',
  ...(token ? { STOWAGE_ENROL_TOKEN: token } : {}),
  ...env,
})

/** The built agent inside a host of the lab: its network, its engine, its policy file. */
export function startLabAgent(host: LabHost, settings: AgentSettings): Program {
  mkdirSync(settings.stateDir, { recursive: true, mode: 0o700 })
  const logFile = join(settings.stateDir, 'agent.log')
  const log = openSync(logFile, 'a', 0o600)
  try {
    return program(
      host.run(process.execPath, [agentProgram], { env: environment(settings), stdio: ['ignore', log, log] }),
      logFile,
    )
  } finally {
    closeSync(log)
  }
}

/** The built agent for this machine's own engine. */
export function startLocalAgent(settings: AgentSettings): Program {
  mkdirSync(settings.stateDir, { recursive: true, mode: 0o700 })
  return startNode(agentProgram, { env: environment(settings), logFile: join(settings.stateDir, 'agent.log') })
}
