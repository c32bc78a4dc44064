import type { ContainerFact, EngineFact, LayerFact, SizeFact, VolumeFact } from '@stowage/domain/facts'
import type { BlindWindow, Report, ReportReply, SectionName, Sections, TimelineEvent } from '@stowage/domain/report'
import { itemKey, sectionNames } from '@stowage/domain/report'
import { FrameBudget } from './frame-budget.ts'
import { type Digest, type SectionFrame, SectionState } from './section-state.ts'

export type SectionStates = {
  engine: SectionState<EngineFact>
  containers: SectionState<ContainerFact>
  layers: SectionState<LayerFact>
  volumes: SectionState<VolumeFact>
  sizes: SectionState<SizeFact>
}

/** What waits beside the sections: at most as many as one report may hold, forgotten once acknowledged. */
export type ReportExtras = { peek(): { events: TimelineEvent[]; blind: BlindWindow[]; acknowledge: () => void } }

const frameBytes = 3 * 1024 * 1024
const frameBytesMin = 64 * 1024

type Pending = { report: Report; acknowledge: () => void }

/**
 * The inventory of one engine as `(epoch, rev)`, and the next report that brings the server from what it acknowledged to what is known.
 * One report is under way at a time; an unanswered one is repeated unchanged, so that a lost answer costs nothing (M17).
 */
export class Inventory {
  readonly epoch: string
  readonly sections: SectionStates
  private readonly extras: ReportExtras
  private rev = 0
  private acked: number | null = null
  private pending: Pending | null = null
  private bytesMax = frameBytes

  constructor(options: { epoch: string; digest: Digest; extras: ReportExtras }) {
    const { digest } = options
    this.epoch = options.epoch
    this.extras = options.extras
    this.sections = {
      engine: new SectionState<EngineFact>(itemKey.engine, digest),
      containers: new SectionState<ContainerFact>(itemKey.containers, digest),
      layers: new SectionState<LayerFact>(itemKey.layers, digest),
      volumes: new SectionState<VolumeFact>(itemKey.volumes, digest),
      sizes: new SectionState<SizeFact>(itemKey.sizes, digest),
    }
    this.restart()
  }

  /** The last rev that the server is known to hold, 0 before the first. */
  get knownRev(): number {
    return this.acked ?? 0
  }

  /** The report to send now, or null when the server knows everything. */
  next(): Report | null {
    if (this.pending) return this.pending.report
    const { events, blind, acknowledge } = this.extras.peek()
    const work = sectionNames.some((name) => this.sections[name].hasWork())
    if (!work && events.length === 0 && blind.length === 0) return null

    const budget = new FrameBudget(this.bytesMax)
    const acknowledgements: (() => void)[] = [acknowledge]
    const take = <T>(state: SectionState<T>): SectionFrame<T> | undefined => {
      const part = state.take(budget)
      if (!part) return undefined
      acknowledgements.push(() => state.acknowledge(part.taken, part.frame))
      return part.frame
    }
    const sections: Sections = {
      engine: take(this.sections.engine),
      containers: take(this.sections.containers),
      volumes: take(this.sections.volumes),
      layers: take(this.sections.layers),
      sizes: take(this.sections.sizes),
    }
    for (const name of sectionNames) if (sections[name] === undefined) delete sections[name]
    this.rev++
    const report: Report = { epoch: this.epoch, rev: this.rev, baseRev: this.acked, sections, events, blind }
    this.pending = { report, acknowledge: () => acknowledgements.forEach((settled) => void settled()) }
    return report
  }

  /** The server's answer to the report under way. */
  answer(reply: ReportReply): void {
    if (!this.pending) return
    const isApplied = reply.rev === this.pending.report.rev
    // Applied, and yet the rows differ from ours: its events are not told again.
    if (isApplied) this.settle(this.pending)
    if (!isApplied || reply.outcome === 'resync') this.restart()
  }

  /** A session begins: goes on with deltas where the server holds what this process told it, else starts over. */
  resume(known: { epoch: string; rev: number } | null): void {
    const rev = known?.epoch === this.epoch ? known.rev : null
    if (rev !== null && rev === this.pending?.report.rev) this.settle(this.pending)
    else if (rev === null || rev !== this.acked) this.restart()
  }

  /** Everything is sent again, with complete key lists. Revs go on, they never repeat within an epoch. */
  restart(): void {
    this.pending = null
    this.acked = null
    for (const name of sectionNames) this.sections[name].restart()
  }

  /** The report under way was too large for someone on the way: the next ones are half as large. False when they cannot be. */
  shrink(): boolean {
    this.pending = null
    if (this.bytesMax <= frameBytesMin) return false
    this.bytesMax = Math.max(frameBytesMin, Math.floor(this.bytesMax / 2))
    return true
  }

  /** Lets the next report carry the hashes of all sections. */
  announce(names: readonly SectionName[] = sectionNames): void {
    for (const name of names) this.sections[name].announce()
  }

  private settle(pending: Pending): void {
    pending.acknowledge()
    this.acked = pending.report.rev
    this.pending = null
  }
}
