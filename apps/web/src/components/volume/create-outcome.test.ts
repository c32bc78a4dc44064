import type { JobRow } from '@stowage/domain/job'
import { expect, it } from 'vitest'
import { createSummary, retryable } from './create-outcome.ts'

const at = new Date('2026-11-20T03:12:07Z')
const job = (state: JobRow['state'], code: string | null = null): JobRow => ({
  id: 'j',
  kind: 'volume.create',
  hostId: 'h',
  hostName: 'web-01',
  volumeName: 'assets',
  volumeId: null,
  state,
  stage: 'done',
  stages: [],
  attempt: 1,
  requestedBy: 'ana',
  createdAt: at,
  startedAt: at,
  finishedAt: at,
  lastNewsAt: at,
  code,
  message: null,
  cancellable: false,
})
const line = (host: string, error: string | null, each?: JobRow) => ({ host, error, job: each })

it('C7: says per host what became of it', () => {
  expect(
    createSummary([
      line('web-01', null, job('succeeded', 'created')),
      line('web-02', null, job('refused', 'policy')),
      line('web-03', null, job('running')),
      line('web-04', 'Not reporting.'),
      line('web-05', null, job('succeeded', 'already_there')),
      line('web-06', null, job('indeterminate')),
    ]),
  ).toBe(
    'web-01 created · web-02 refused by its policy · web-03 under way · web-04 refused · web-05 had it already · web-06 outcome unknown',
  )
})

it('offers to try again only where nothing can have happened', () => {
  expect(retryable(line('a', null, job('failed')))).toBe(true)
  expect(retryable(line('a', 'no'))).toBe(true)
  expect(retryable(line('a', null, job('failed', 'exists')))).toBe(false)
  expect(retryable(line('a', null, job('indeterminate')))).toBe(false)
  expect(retryable(line('a', null, job('succeeded')))).toBe(false)
  expect(retryable(line('a', null))).toBe(false)
})
