import { type FileHandle, open, readFile, rename, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { JobOrder, JobResult } from '@stowage/domain/job'
import { applyEntry, entriesOf, type JobRecord } from './job-record.ts'
import { formatLine, type JournalEntry, parseJournal } from './journal-line.ts'

const growthBytes = 1024 * 1024
const keptJobs = 1000

export type Journal = Awaited<ReturnType<typeof openJournal>>

async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r')
  try {
    await directory.sync()
  } finally {
    await directory.close()
  }
}

/** Writes a file whole or not at all. */
async function replaceFile(path: string, text: string): Promise<void> {
  const temporary = `${path}.new`
  const file = await open(temporary, 'w', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(temporary, path)
  await syncDirectory(dirname(path))
}

const readText = (path: string) =>
  readFile(path, 'latin1').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })

/**
 * The agent's memory of jobs: JSON lines, each on the disk before the next step is taken, so that no crash lets a job act twice (FA1). A
 * damaged tail is moved to `journal.damaged.<time>` and its jobs are doubted (FA12). `quarantined` names that file.
 * @throws when the directory cannot be written
 */
export async function openJournal(directory: string, now: () => Date, compactAfterBytes = growthBytes) {
  const path = join(directory, 'journal.jsonl')
  const at = () => now().toISOString()
  await unlink(`${path}.new`).catch(() => {})
  const { entries, damaged, doubted } = parseJournal(Buffer.from(await readText(path), 'latin1').toString('utf8'))
  const records = new Map<string, JobRecord>()
  for (const entry of entries) applyEntry(records, entry)
  for (const id of doubted) applyEntry(records, { step: 'doubted', at: at(), id })
  let quarantined: string | null = null
  if (damaged !== null) {
    quarantined = `${join(directory, 'journal.damaged')}.${at().replaceAll(':', '-')}`
    await replaceFile(quarantined, damaged)
  }

  let file: FileHandle | null = null
  let bytesAdded = 0
  let queue: Promise<void> = Promise.resolve()

  const compact = async () => {
    await file?.close()
    file = null
    const all = [...records.values()]
    const settled = all.filter((record) => record.step === 'done' && record.delivered !== null)
    for (const record of settled.slice(0, -keptJobs)) records.delete(record.id)
    const text = [...records.values()]
      .flatMap((record) => entriesOf(record, at()))
      .map(formatLine)
      .join('')
    await replaceFile(path, text)
    file = await open(path, 'a', 0o600)
    bytesAdded = 0
  }
  await compact()

  const write = async (entry: JournalEntry, sync: boolean) => {
    // After a failed write the tail is not known to be whole: it is written anew before anything is added.
    if (!file || bytesAdded > compactAfterBytes) await compact()
    if (!file) throw new Error('the journal is closed')
    const line = formatLine(entry)
    try {
      await file.appendFile(line)
      if (sync) await file.datasync()
    } catch (error) {
      await file.close().catch(() => {})
      file = null
      throw error
    }
    bytesAdded += Buffer.byteLength(line)
    applyEntry(records, entry)
  }
  /** One after the other; a failed entry fails its own caller only. */
  const append = (entry: JournalEntry, sync = true): Promise<void> => {
    const written = queue.then(() => write(entry, sync))
    queue = written.catch(() => {})
    return written
  }

  return {
    quarantined,
    get: (id: string): JobRecord | undefined => records.get(id),
    all: (): JobRecord[] => [...records.values()],
    /** A newer attempt of a known job: from now on the result goes out under it. */
    accepted: (job: JobOrder) => append({ step: 'accepted', at: at(), job }),
    /** Whatever is heard of this job, it may only be looked at. */
    doubted: (id: string) => append({ step: 'doubted', at: at(), id }),
    executing: (id: string) => append({ step: 'executing', at: at(), id }),
    done: (id: string, attempt: number, result: JobResult) => append({ step: 'done', at: at(), id, attempt, result }),
    /** Not synced: at worst the server is told twice. */
    delivered: (id: string, attempt: number) => append({ step: 'delivered', at: at(), id, attempt }, false),
    close: async () => {
      await queue
      await file?.close()
      file = null
    },
  }
}
