import { createHash } from 'node:crypto'
import type { SizeFact } from '@stowage/domain/facts'
import type { Report, ReportReply } from '@stowage/domain/report'
import { itemHash, sectionHash } from '@stowage/domain/section-hash'
import type { Inventory } from '../src/observe/inventory.ts'

export const digest = (text: string) => createHash('sha256').update(text).digest('hex')

/** The server's rules of `report.ts`, on one section. */
export class ServerModel {
  rows = new Map<string, SizeFact>()
  known: { epoch: string; rev: number } | null = null
  session = ''
  status: string | null = null

  apply(report: Report): ReportReply {
    const { known } = this
    const refuse = (outcome: 'stale' | 'resync', rev: number) => ({ outcome, rev, reason: null })
    if (report.epoch !== this.session) return refuse('stale', known?.rev ?? 0)
    const same = known?.epoch === report.epoch
    if (same && report.rev <= known.rev) return refuse('stale', known.rev)
    if (report.baseRev !== null && (!same || report.baseRev !== known.rev)) return refuse('resync', known?.rev ?? 0)
    const part = report.sections.sizes
    if (part) this.merge(part)
    this.known = { epoch: report.epoch, rev: report.rev }
    return { outcome: 'applied', rev: report.rev, reason: null }
  }

  private merge(part: NonNullable<Report['sections']['sizes']>) {
    this.status = part.status
    if (part.status === 'ok' || part.status === 'partial') for (const item of part.upsert) this.rows.set(item.name, item)
    if (part.status !== 'ok') return
    for (const key of part.remove) this.rows.delete(key)
    if (part.only) for (const key of [...this.rows.keys()]) if (!part.only.includes(key)) this.rows.delete(key)
    const hash = sectionHash(
      [...this.rows.values()].map((row) => itemHash(row, digest)),
      digest,
    )
    if (part.hash !== hash) throw new Error('the section hash is not the hash of what the server now holds')
  }
}

export const converge = (inventory: Inventory, server: ServerModel) => {
  for (let round = 0; round < 100; round++) {
    const report = inventory.next()
    if (!report) return
    inventory.answer(server.apply(report))
  }
  throw new Error('never settled')
}
