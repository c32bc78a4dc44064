import type { JobCode, JobResult } from '@stowage/domain/job'
import { EngineError } from '@stowage/engine/engine-error'
import type { PolicyState } from '../policy.ts'

type Code = (typeof JobCode)['_output']

const result =
  (outcome: JobResult['outcome']) =>
  (code: Code, message: string, details: Record<string, unknown> = {}): JobResult => ({
    outcome,
    code,
    message: message.slice(0, 2048),
    details,
  })

export const succeeded = result('succeeded')
export const failed = result('failed')
export const refused = result('refused')
export const notDone = result('not_done')
export const unknown = result('unknown')

/** Refusal by a line of the host's policy file, which the message names. */
export const byPolicy = (line: string, message: string): JobResult => refused('policy', message, { line })

/** Why this host's agent only observes, or null when it may act. */
export function readOnlyRefusal({ policy, problem }: PolicyState): JobResult | null {
  if (policy.mode === 'manage') return null
  return byPolicy(
    'mode',
    problem ?? "This host's policy says mode: read-only. Someone with root on the host can set it to manage.",
  )
}

/** A failure before anything was asked of the engine that changes it. */
export function notTried(error: unknown): JobResult {
  if (!(error instanceof EngineError)) throw error
  const code = error.kind === 'timeout' ? 'engine_timeout' : 'engine_error'
  return notDone(code, `Nothing was changed: ${error.message}`)
}

/** Whether the engine may have done it although the call failed: then only a look at the engine tells. */
export const leavesOpen = (error: EngineError): boolean => error.kind !== 'status' && error.kind !== 'version'
