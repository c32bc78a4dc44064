import type { JobRow } from '@stowage/domain/job'
import { shortHex } from '../../lib/short-hex.ts'

/** The words of jobs: stages, outcomes and what cancelling does. */

type Job = Pick<JobRow, 'kind' | 'state' | 'stage' | 'stages' | 'code' | 'message' | 'hostName' | 'volumeName' | 'cancellable'>

const removes = (job: Pick<Job, 'kind'>) => job.kind === 'volume.remove'

/** "Create assets", "Destroy ci_cache": until archives exist, taking a volume off its host is final. */
export const jobTitle = (job: Pick<Job, 'kind' | 'volumeName'>): string =>
  `${removes(job) ? 'Destroy' : job.kind === 'volume.create' ? 'Create' : job.kind} ${shortHex(job.volumeName)}`

export const stageWords: Record<JobRow['stage'], string> = {
  queued: 'Queued',
  checking: 'Checking',
  creating: 'Creating',
  removing: 'Removing',
  confirming: 'Confirming',
  probing: 'Looking what happened',
  done: 'Done',
}

/** The stages a job of this kind goes through, in order, without the ones that only happen after trouble. */
export const plannedStages = (kind: string): JobRow['stage'][] => [
  'queued',
  'checking',
  kind === 'volume.remove' ? 'removing' : 'creating',
  'confirming',
  'done',
]

export type StageLine = { stage: JobRow['stage']; word: string; at: Date | null; state: 'past' | 'now' | 'ahead' | 'skipped' }

/** Planned stages joined with the reached ones; a finished job leaves stages it never reached as skipped. */
export function stageLines(job: Pick<Job, 'kind' | 'state' | 'stage' | 'stages'>): StageLine[] {
  const at = new Map(job.stages.map((entry) => [entry.stage, entry.at]))
  const planned = plannedStages(job.kind)
  const probed = at.has('probing') || job.stage === 'probing'
  const order: JobRow['stage'][] = probed ? [...planned.slice(0, -1), 'probing', 'done'] : planned
  const open = isOpen(job)
  const nowAt = order.indexOf(job.stage)
  return order.map((stage, index) => ({
    stage,
    word: stageWords[stage],
    at: at.get(stage) ?? null,
    state:
      open && index === nowAt
        ? 'now'
        : at.has(stage) || (open && index < nowAt)
          ? 'past'
          : open && index > nowAt
            ? 'ahead'
            : stage === 'done' && job.state === 'succeeded'
              ? 'past'
              : 'skipped',
  }))
}

export const isOpen = (job: Pick<Job, 'state'>): boolean => ['queued', 'sent', 'running', 'indeterminate'].includes(job.state)

export type Outcome = { word: string; tone: 'neutral' | 'good' | 'bad' | 'warn'; sentence: string }

/** One word for the pill and one sentence that says what it means for the volume. */
export function jobOutcome(job: Job): Outcome {
  const nothing = removes(job) ? 'nothing removed' : 'nothing created'
  const message = shortHex(job.message ?? '')
  const name = shortHex(job.volumeName)
  switch (job.state) {
    case 'queued':
    case 'sent':
      return { word: 'Queued', tone: 'neutral', sentence: `Waiting for the agent on ${job.hostName}.` }
    case 'running':
      return { word: stageWords[job.stage], tone: 'neutral', sentence: `Running on ${job.hostName}.` }
    case 'succeeded':
      if (job.code === 'already_gone')
        return { word: 'Done', tone: 'good', sentence: message || `${name} was already gone from ${job.hostName}.` }
      if (job.code === 'already_there')
        return {
          word: 'Done',
          tone: 'good',
          sentence: message || `An equal ${name} was already on ${job.hostName}. Nothing changed.`,
        }
      return {
        word: 'Done',
        tone: 'good',
        sentence: message || `${name} was ${removes(job) ? 'removed from' : 'created on'} ${job.hostName}.`,
      }
    case 'refused':
      return {
        word: 'Refused by host',
        tone: 'warn',
        sentence: `${message || `${job.hostName} refused before it tried.`} ${
          job.code === 'policy' ? 'Only someone with access to that host can change its policy.' : ''
        }`.trim(),
      }
    case 'failed':
      return { word: `Failed, ${nothing}`, tone: 'bad', sentence: message || `Docker on ${job.hostName} refused.` }
    case 'cancelled':
      return { word: 'Cancelled', tone: 'neutral', sentence: message || `Stopped before it reached Docker: ${nothing}.` }
    case 'indeterminate':
      return {
        word: 'Outcome unknown',
        tone: 'warn',
        sentence: `${job.hostName} went away after ${removes(job) ? 'removal' : 'the request'} was sent. Stowage will look when it returns and will not repeat the action.`,
      }
  }
}

/** What a press on Cancel does, or why it can do nothing any more. */
export function cancelWords(job: Job, sentAt: string | null): { enabled: boolean; text: string } {
  if (!isOpen(job)) return { enabled: false, text: 'This job has ended.' }
  if (job.cancellable) return { enabled: true, text: removes(job) ? 'Stops; the volume stays.' : 'Stops; nothing is created.' }
  const what = removes(job) ? 'removal' : 'the request'
  return { enabled: false, text: `Too late: ${what} was sent to ${job.hostName}${sentAt ? ` at ${sentAt}` : ''}.` }
}
