import { createHash } from 'node:crypto'
import { JobOrder, JobResult } from '@stowage/domain/job'
import { z } from 'zod'

const Entry = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('accepted'), at: z.string(), job: JobOrder }),
  z.strictObject({ step: z.literal('executing'), at: z.string(), id: z.uuid() }),
  z.strictObject({ step: z.literal('done'), at: z.string(), id: z.uuid(), attempt: z.number().int(), result: JobResult }),
  z.strictObject({ step: z.literal('delivered'), at: z.string(), id: z.uuid(), attempt: z.number().int() }),
  /** A damaged line named this job: what happened to it can only be told by looking at the engine. */
  z.strictObject({ step: z.literal('doubted'), at: z.string(), id: z.uuid() }),
])
export type JournalEntry = z.infer<typeof Entry>

const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16)

/** One line: a digest of the JSON, a space, the JSON, a newline. */
export function formatLine(entry: JournalEntry): string {
  const json = JSON.stringify(entry)
  return `${digest(json)} ${json}\n`
}

/** The entry of a line without its newline, or null when it is damaged. */
function parseLine(line: string): JournalEntry | null {
  const json = line.slice(17)
  if (line[16] !== ' ' || line.slice(0, 16) !== digest(json)) return null
  try {
    return Entry.safeParse(JSON.parse(json)).data ?? null
  } catch {
    return null
  }
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

export type JournalText = { entries: JournalEntry[]; damaged: string | null; doubted: string[] }

/**
 * Reads a journal. From the first damaged line on nothing is believed: lines after it are quarantined with it, and every job that they
 * name is doubted (FA12).
 */
export function parseJournal(text: string): JournalText {
  const entries: JournalEntry[] = []
  let offset = 0
  while (offset < text.length) {
    const end = text.indexOf('\n', offset)
    const entry = end < 0 ? null : parseLine(text.slice(offset, end))
    if (!entry) break
    entries.push(entry)
    offset = end + 1
  }
  if (offset >= text.length) return { entries, damaged: null, doubted: [] }
  const damaged = text.slice(offset)
  return { entries, damaged, doubted: [...new Set(damaged.match(uuid) ?? [])] }
}
