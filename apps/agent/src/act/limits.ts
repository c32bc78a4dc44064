import type { HostPolicy } from '@stowage/domain/host-policy'
import type { JobKind, JobResult } from '@stowage/domain/job'
import type { JobRecord } from './job-record.ts'
import { byPolicy } from './outcome.ts'

const hourMs = 3_600_000

/**
 * Refusal when the host's limit an hour is reached (DS9). Counts what reached the engine and was not proven without effect, from the
 * journal, so that a restart forgets nothing; `underWay` are
 * those on their way into the journal. A time in the future counts: a clock that was set back must not open the gate.
 */
export function limitRefusal(
  kind: JobKind,
  limits: HostPolicy['limits'],
  records: readonly JobRecord[],
  facts: { now: Date; underWay: number },
): JobResult | null {
  const isRemoval = kind === 'volume.remove'
  const [line, limit] = isRemoval
    ? ['limits.removalsPerHour', limits.removalsPerHour]
    : ['limits.createsPerHour', limits.createsPerHour]
  const recent = records.filter((record) => {
    if (record.job?.spec.kind !== kind || record.executedAt === null) return false
    if (facts.now.getTime() - Date.parse(record.executedAt) >= hourMs) return false
    if (record.result === null || record.result.outcome === 'unknown') return true
    return record.result.code === (isRemoval ? 'removed' : 'created')
  })
  if (recent.length + facts.underWay < limit) return null
  const what = isRemoval ? 'removals' : 'new volumes'
  return byPolicy(line, `This host's policy allows ${limit} ${what} an hour (${line}), and they are used up. Try again later.`)
}
