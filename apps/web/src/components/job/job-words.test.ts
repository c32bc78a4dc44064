import { JobState } from '@stowage/domain/job'
import { describe, expect, it } from 'vitest'
import { cancelWords, jobOutcome, jobTitle, stageLines } from './job-words.ts'

const at = (second: number) => new Date(Date.UTC(2026, 10, 20, 3, 12, second))
const job = {
  kind: 'volume.remove',
  state: 'running' as const,
  stage: 'removing' as const,
  stages: [
    { stage: 'queued' as const, at: at(1) },
    { stage: 'checking' as const, at: at(2) },
    { stage: 'removing' as const, at: at(3) },
  ],
  code: null,
  message: null,
  hostName: 'web-07',
  volumeName: 'ci_cache',
  cancellable: false,
}

describe('job words', () => {
  it('never calls an unknown outcome done or failed, and says that the action is not repeated', () => {
    const outcome = jobOutcome({ ...job, state: 'indeterminate' })
    expect(outcome.word).toBe('Outcome unknown')
    expect(outcome.sentence).toBe(
      'web-07 went away after removal was sent. Stowage will look when it returns and will not repeat the action.',
    )
  })

  it('AP7: names the host that refused and who can change it', () => {
    expect(
      jobOutcome({ ...job, state: 'refused', code: 'policy', message: 'Policy: names matching *-prod-* are protected.' })
        .sentence,
    ).toBe('Policy: names matching *-prod-* are protected. Only someone with access to that host can change its policy.')
  })

  it('FA10: a volume that was already gone is done, with the note', () => {
    expect(jobOutcome({ ...job, state: 'succeeded', code: 'already_gone' })).toMatchObject({
      word: 'Done',
      sentence: 'ci_cache was already gone from web-07.',
    })
  })

  it('says what a failure left behind', () => {
    expect(jobOutcome({ ...job, state: 'failed' }).word).toBe('Failed, nothing removed')
    expect(jobOutcome({ ...job, kind: 'volume.create', state: 'failed' }).word).toBe('Failed, nothing created')
  })

  it('has a word and a sentence that ends for every state', () => {
    for (const state of JobState.options) {
      const outcome = jobOutcome({ ...job, state })
      expect(outcome.word).not.toBe('')
      expect(outcome.sentence).toMatch(/\.$/)
    }
  })

  it('titles the final removal with the word for final removals', () => {
    expect(jobTitle(job)).toBe('Destroy ci_cache')
    expect(jobTitle({ ...job, kind: 'volume.create' })).toBe('Create ci_cache')
  })

  it('marks reached, current and coming stages', () => {
    expect(stageLines(job).map((line) => line.state)).toEqual(['past', 'past', 'now', 'ahead', 'ahead'])
    expect(
      stageLines({ ...job, state: 'cancelled', stage: 'checking', stages: job.stages.slice(0, 2) }).map((line) => line.state),
    ).toEqual(['past', 'past', 'skipped', 'skipped', 'skipped'])
  })

  it('shows the look after trouble as a stage of its own', () => {
    expect(stageLines({ ...job, state: 'indeterminate', stage: 'probing' }).map((line) => line.word)).toContain(
      'Looking what happened',
    )
  })

  it('DS19: cancel says what it does, and says truthfully when it is too late', () => {
    expect(cancelWords({ ...job, cancellable: true }, null)).toEqual({ enabled: true, text: 'Stops; the volume stays.' })
    expect(cancelWords(job, '14:03:02 CET')).toEqual({
      enabled: false,
      text: 'Too late: removal was sent to web-07 at 14:03:02 CET.',
    })
  })
})
