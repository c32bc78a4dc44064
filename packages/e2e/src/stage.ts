import { readFileSync } from 'node:fs'
import type { HostData } from '@stowage/lab/host'

export type Person = { email: string; password: string }

/** What runs for the tests, as plain data, so that one process can tell another. */
export type Stage = {
  url: string
  /** Of the admin, for the command line. */
  token: string
  /** What the agents dial. */
  agentUrl: string
  hosts: { data: HostData; agentPid: number; agentStateDir: string }[]
  people: { admin: Person; operator: Person; viewer: Person }
  /** A second server on an empty database, with the log that holds its sign-up link. */
  empty: { url: string; logFile: string }
}

/** Names the file with the stage, and beside it the session of each role. */
export const stageDirName = 'STOWAGE_E2E_STAGE'
export const stageFile = (dir: string) => `${dir}/stage.json`
export const sessionFile = (dir: string, role: keyof Stage['people']) => `${dir}/${role}.json`

export const stageDir = (): string => process.env[stageDirName] ?? ''

/** Written by the global setup of the run. */
export const readStage = (): Stage => JSON.parse(readFileSync(stageFile(stageDir()), 'utf8'))
