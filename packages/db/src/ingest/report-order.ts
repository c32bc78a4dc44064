import type { Report } from '@stowage/domain/report'

export type KnownRev = { epoch: string; rev: number } | null

/**
 * What to do with a report, given what was applied last. A delta applies only onto exactly the rev it was made from: built on an earlier
 * one it could miss an item that came and went between the two.
 */
export function reportOrder(known: KnownRev, report: Pick<Report, 'epoch' | 'rev' | 'baseRev'>): 'apply' | 'stale' | 'resync' {
  if (known?.epoch !== report.epoch) return report.baseRev === null ? 'apply' : 'resync'
  if (report.rev <= known.rev) return 'stale'
  return report.baseRev === null || report.baseRev === known.rev ? 'apply' : 'resync'
}
