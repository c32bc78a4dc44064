import { randomUUID } from 'node:crypto'
import { appendFile, mkdtemp, readdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { JobOrder, JobResult } from '@stowage/domain/job'
import { expect, test } from 'vitest'
import { openJournal } from './journal.ts'

const now = () => new Date('2026-01-01T00:00:00Z')
const order = (id: string = randomUUID(), attempt = 1): JobOrder => ({
  id,
  attempt,
  spec: { kind: 'volume.create', params: { name: 'data', driver: 'local', options: {}, labels: {} } },
})
const created: JobResult = { outcome: 'succeeded', code: 'created', message: 'Made.', details: {} }
const fresh = () => mkdtemp(join(tmpdir(), 'stowage-journal-'))

test('what was written is known again after a restart', async () => {
  const directory = await fresh()
  const [a, b, c] = [order(), order(), order()]
  const journal = await openJournal(directory, now)
  await journal.accepted(a)
  await journal.executing(a.id)
  await journal.done(a.id, 1, created)
  await journal.delivered(a.id, 1)
  await journal.accepted(b)
  await journal.executing(b.id)
  await journal.accepted(c)
  await journal.close()

  const again = await openJournal(directory, now)
  expect(again.get(a.id)).toMatchObject({ step: 'done', result: created, delivered: 1 })
  expect(again.get(b.id)).toMatchObject({ step: 'executing', result: null, job: b })
  expect(again.get(c.id)).toMatchObject({ step: 'accepted', executedAt: null })
  await again.close()
})

test('FA12: a journal cut at any byte starts, keeps every whole line, and puts the rest aside', async () => {
  const directory = await fresh()
  const path = join(directory, 'journal.jsonl')
  const job = order()
  const journal = await openJournal(directory, now)
  await journal.accepted(job)
  const accepted = (await readFile(path)).length
  await journal.executing(job.id)
  const executing = (await readFile(path)).length
  await journal.done(job.id, 1, created)
  await journal.close()
  const whole = await readFile(path)

  for (let bytes = 0; bytes <= whole.length; bytes += 3) {
    await writeFile(path, whole)
    await truncate(path, bytes)
    const cut = await openJournal(directory, now)
    const record = cut.get(job.id)
    if (bytes >= executing)
      expect(record?.step === 'executing' || record?.step === 'doubted' || record?.step === 'done').toBe(true)
    else if (bytes >= accepted) expect(record?.executedAt ?? null).toBeNull()
    if (record?.step === 'done') expect(bytes).toBe(whole.length)
    await cut.close()
  }
})

test('FA12: a damaged line makes its job doubted, and the bytes are kept for a person to read', async () => {
  const directory = await fresh()
  const path = join(directory, 'journal.jsonl')
  const [good, bad] = [order(), order()]
  const journal = await openJournal(directory, now)
  await journal.accepted(good)
  await journal.done(good.id, 1, created)
  await journal.close()
  await appendFile(path, `0123456789abcdef {"step":"executing","id":"${bad.id}"}\n`)

  const again = await openJournal(directory, now)
  expect(again.get(good.id)?.step).toBe('done')
  expect(again.get(bad.id)?.step).toBe('doubted')
  const aside = (await readdir(directory)).filter((name) => name.startsWith('journal.damaged'))
  expect(aside).toHaveLength(1)
  expect(again.quarantined).toContain(aside[0])
  await again.close()
  const third = await openJournal(directory, now)
  expect(third.quarantined).toBeNull()
  expect(third.get(bad.id)?.step).toBe('doubted')
  await third.close()
})

test('a journal that grows is written anew without forgetting a job that is not settled', async () => {
  const directory = await fresh()
  const open = order()
  const journal = await openJournal(directory, now, 10_000)
  await journal.accepted(open)
  const long: JobResult = { ...created, message: 'x'.repeat(2000) }
  for (let i = 0; i < 30; i++) {
    const job = order(open.id, i + 1)
    await journal.accepted(job)
    await journal.done(job.id, 1, long)
  }
  await journal.close()
  expect((await readFile(join(directory, 'journal.jsonl'))).length).toBeLessThan(20_000)
  const again = await openJournal(directory, now)
  expect(again.get(open.id)).toMatchObject({ step: 'done', job: { attempt: 30 } })
  await again.close()
})
