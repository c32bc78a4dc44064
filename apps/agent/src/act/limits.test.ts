import { randomUUID } from 'node:crypto'
import type { JobResult } from '@stowage/domain/job'
import { expect, test } from 'vitest'
import type { JobRecord } from './job-record.ts'
import { limitRefusal } from './limits.ts'

const now = new Date('2026-01-01T12:00:00Z')
const limits = { removalsPerHour: 2, createsPerHour: 1 }
const removal = (minutesAgo: number, code: JobResult['code'] | null = 'removed'): JobRecord => ({
  id: randomUUID(),
  job: {
    id: randomUUID(),
    attempt: 1,
    spec: { kind: 'volume.remove', params: { name: 'a', expect: { driver: 'local', createdAt: null, options: {}, labels: {} } } },
  },
  step: 'done',
  executedAt: new Date(now.getTime() - minutesAgo * 60_000).toISOString(),
  result: code && { outcome: 'succeeded', code, message: '', details: {} },
  delivered: null,
})
const refusal = (records: JobRecord[], underWay = 0) => limitRefusal('volume.remove', limits, records, { now, underWay })

test('DS9: removals of the last hour count, older ones and those without effect do not', () => {
  expect(refusal([removal(10)])).toBeNull()
  expect(refusal([removal(10), removal(59)])).toMatchObject({ code: 'policy', details: { line: 'limits.removalsPerHour' } })
  expect(refusal([removal(10), removal(60)])).toBeNull()
  expect(refusal([removal(10), removal(10, 'already_gone'), removal(10, 'in_use')])).toBeNull()
})

test('DS9: what is under way, or has no result, counts; a time in the future does, too', () => {
  expect(refusal([removal(10)], 1)).not.toBeNull()
  expect(refusal([removal(10), removal(20, null)])).not.toBeNull()
  expect(refusal([removal(-600), removal(-600)])).not.toBeNull()
})

test('removals do not use up creations', () => {
  expect(limitRefusal('volume.create', limits, [removal(1), removal(2)], { now, underWay: 0 })).toBeNull()
})
