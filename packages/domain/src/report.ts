import { z } from 'zod'
import { ContainerFact, EngineFact, LayerFact, SizeFact, VolumeFact } from './facts.ts'

/** How an agent publishes its inventory: sections of keyed items as `(epoch, rev)`, by deltas and by complete key lists. */

export const sectionNames = ['engine', 'containers', 'layers', 'volumes', 'sizes'] as const
export const SectionName = z.enum(sectionNames)
export type SectionName = z.infer<typeof SectionName>

export const SectionStatus = z.enum(['ok', 'partial', 'error', 'skipped'])
export type SectionStatus = z.infer<typeof SectionStatus>

/** The key of an item within its section. */
export const itemKey = {
  engine: () => 'engine',
  containers: (item: ContainerFact) => item.id,
  layers: (item: LayerFact) => item.containerId,
  volumes: (item: VolumeFact) => item.name,
  sizes: (item: SizeFact) => item.name,
}

const Key = z.string().max(512)

/**
 * `upsert`: items new or changed since `baseRev`. `remove`: keys gone since then. `only`: the complete list of keys; every
 * other row of this host's section is gone. `remove` and `only` count only while `status` is ok. A full list too large for one
 * frame is sent as several reports with `upsert` and a last one with `only`.
 */
const section = <T extends z.ZodType>(item: T) =>
  z.strictObject({
    status: SectionStatus,
    collectedAt: z.iso.datetime({ offset: true }),
    error: z.string().max(2048).nullable(),
    /** Digest over all items of the section at this rev (`section-hash.ts`), or null when the section is not ok. */
    hash: z.string().length(64).nullable(),
    upsert: z.array(item).default([]),
    remove: z.array(Key).default([]),
    only: z.array(Key).nullable().default(null),
  })

export const Sections = z.strictObject({
  engine: section(EngineFact).optional(),
  containers: section(ContainerFact).optional(),
  layers: section(LayerFact).optional(),
  volumes: section(VolumeFact).optional(),
  sizes: section(SizeFact).optional(),
})
export type Sections = z.infer<typeof Sections>

/** A mount, unmount, create or destroy that the engine told, for the volume's timeline. `key` makes repeats harmless. */
export const TimelineEvent = z.strictObject({
  key: z.string().max(200),
  at: z.iso.datetime({ offset: true }),
  action: z.enum(['created', 'mounted', 'unmounted', 'removed']),
  volume: Key,
  containerId: z.string().max(64).nullable(),
  containerName: z.string().max(512).nullable(),
  image: z.string().max(1024).nullable(),
  project: z.string().max(512).nullable(),
  destination: z.string().max(4096).nullable(),
  rw: z.boolean().nullable(),
})
export type TimelineEvent = z.infer<typeof TimelineEvent>

/** A time in which a change at the engine could have gone unseen. */
export const BlindWindow = z.strictObject({
  from: z.iso.datetime({ offset: true }),
  to: z.iso.datetime({ offset: true }),
  cause: z.enum(['first_seen', 'agent_down', 'engine_restart', 'stream_gap', 'section_error']),
})
export type BlindWindow = z.infer<typeof BlindWindow>

/** As wide as the column that keeps it. */
const Rev = z.number().int().nonnegative().max(2_147_483_647)

/** `baseRev` null: does not build on an earlier rev (first of an epoch, or answer to `resync`). */
export const Report = z.strictObject({
  epoch: z.uuid(),
  rev: Rev.positive(),
  baseRev: Rev.nullable(),
  sections: Sections,
  events: z.array(TimelineEvent).max(1000).default([]),
  blind: z.array(BlindWindow).max(100).default([]),
})
export type Report = z.infer<typeof Report>

/** `stale`: this rev was already applied or overtaken. `resync`: send a full list (`baseRev` null, every section with `only`). */
export const ReportReply = z.strictObject({
  outcome: z.enum(['applied', 'stale', 'resync']),
  rev: z.number().int(),
  reason: z.string().nullable(),
})
export type ReportReply = z.infer<typeof ReportReply>

export const reportBytesMax = 4 * 1024 * 1024
