import { createHash } from 'node:crypto'
import {
  type BlindWindow,
  itemKey,
  type Report,
  type ReportReply,
  type SectionName,
  type Sections,
  sectionNames,
  type TimelineEvent,
} from '@stowage/domain/report'
import { itemHash, sectionHash } from '@stowage/domain/section-hash'

const digest = (text: string) => createHash('sha256').update(text).digest('hex')
type Part<N extends SectionName> = NonNullable<Sections[N]>
type Item<N extends SectionName> = Part<N>['upsert'][number]
type Rows = { [N in SectionName]: Map<string, Item<N>> }

/** A host's rows in memory, by the rules of `domain/report.ts`. */
export class Store {
  epoch = ''
  known: { epoch: string; rev: number } | null = null
  readonly rows: Rows = { engine: new Map(), containers: new Map(), layers: new Map(), volumes: new Map(), sizes: new Map() }
  readonly status = new Map<SectionName, { status: string; error: string | null }>()
  readonly events: TimelineEvent[] = []
  readonly blind: BlindWindow[] = []
  readonly reports: { rev: number; full: boolean; outcome: string; bytes: number }[] = []
  hashFailures = 0

  apply(report: Report): ReportReply {
    const reply = this.decide(report)
    this.reports.push({
      rev: report.rev,
      full: report.baseRev === null,
      outcome: reply.outcome,
      bytes: JSON.stringify(report).length,
    })
    return reply
  }

  private decide(report: Report): ReportReply {
    const { known } = this
    const same = known?.epoch === report.epoch
    if (report.epoch !== this.epoch || (same && report.rev <= known.rev))
      return { outcome: 'stale', rev: known?.rev ?? 0, reason: null }
    if (report.baseRev !== null && (!same || report.baseRev !== known.rev))
      return { outcome: 'resync', rev: known?.rev ?? 0, reason: 'another base' }
    for (const name of sectionNames) this.merge(name, report.sections[name])
    this.events.push(...report.events.filter((event) => !this.events.some((each) => each.key === event.key)))
    this.blind.push(...report.blind)
    this.known = { epoch: report.epoch, rev: report.rev }
    return { outcome: 'applied', rev: report.rev, reason: null }
  }

  private merge<N extends SectionName>(name: N, part: Sections[N]): void {
    if (!part) return
    const rows = this.rows[name] as Map<string, Item<N>>
    const keyOf = itemKey[name] as (item: Item<N>) => string
    this.status.set(name, { status: part.status, error: part.error })
    if (part.status === 'ok' || part.status === 'partial') for (const item of part.upsert) rows.set(keyOf(item), item)
    if (part.status !== 'ok') return
    for (const key of part.remove) rows.delete(key)
    const only = part.only && new Set(part.only)
    if (only) for (const key of [...rows.keys()]) if (!only.has(key)) rows.delete(key)
    const hashes = [...rows.values()].map((row) => itemHash(row, digest))
    if (part.hash !== null && sectionHash(hashes, digest) !== part.hash) this.hashFailures++
  }
}
