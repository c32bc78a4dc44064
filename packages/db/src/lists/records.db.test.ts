import { ActivityRow } from '@stowage/domain/activity'
import { JobRow } from '@stowage/domain/job'
import { expect, it } from 'vitest'
import { testDatabase } from '../testing/database.ts'
import { addActivity, addHost, addJob, addVolume, ago, day, hour, now } from '../testing/fleet-rows.ts'
import { activityRows } from './activity-list.ts'
import { jobRow, jobRows } from './job-rows.ts'
import type { Viewer } from './viewer.ts'

const all: Viewer = { hostIds: null, now }

it('activity filters by every key, pages by seq, and refuses what it cannot read', async () => {
  await using db = await testDatabase()
  const host = await addHost(db, { name: 'web-1' })
  await addActivity(db, { hostId: host, host: 'web-1', result: 'denied', at: ago(3 * day) })
  await addActivity(db, {
    action: 'token.create',
    subjectKind: 'token',
    subject: 'ci',
    actor: 'Bob',
    text: 'Made a token',
    details: { a: 1 },
  })
  for (let index = 0; index < 3; index += 1) await addActivity(db, { text: `Row ${index}` })
  const subjects = async (q: string) => (await activityRows(db, all, { q })).rows.map((row) => row.subject)
  expect(await subjects('action:token.* actor:bob')).toEqual(['ci'])
  expect(await subjects('result:denied host:web-* at:>1d')).toEqual(['data'])
  expect(await subjects('host:none subject:ci')).toEqual(['ci'])
  expect(await subjects('"Made a"')).toEqual(['ci'])
  const page = await activityRows(db, all, { limit: 2 })
  expect(page.more).toBe(true)
  expect(page.rows.map((row) => row.text)).toEqual(['Row 2', 'Row 1'])
  const next = await activityRows(db, all, { limit: 3, before: page.rows[1]?.seq })
  expect([next.rows.length, next.more]).toEqual([3, false])
  for (const row of next.rows) expect(ActivityRow.parse(row)).toEqual(row)
  await expect(subjects('size:>1')).rejects.toMatchObject({ code: 'bad_request' })
})

it('jobs come newest first, with the volume they are about and whether they can still be cancelled', async () => {
  await using db = await testDatabase()
  const host = await addHost(db, { name: 'web-1' })
  const volume = await addVolume(db, host, { name: 'data' })
  const stages = [{ stage: 'queued', at: ago(hour).toISOString() }]
  const open = await addJob(db, host, { stages, state: 'sent' })
  const done = await addJob(db, host, {
    state: 'succeeded',
    stage: 'done',
    volumeName: 'other',
    createdAt: ago(2 * hour),
    lastNewsAt: ago(2 * hour),
  })
  const rows = await jobRows(db, all)
  for (const row of rows) expect(JobRow.parse(row)).toEqual(row)
  expect(rows.map((row) => [row.id, row.volumeId, row.cancellable])).toEqual([
    [open.id, volume, true],
    [done.id, null, false],
  ])
  expect((await jobRows(db, all, { open: true })).map((row) => row.id)).toEqual([open.id])
  expect((await jobRows(db, all, { open: false })).map((row) => row.id)).toEqual([done.id])
  expect((await jobRows(db, all, { volumeId: volume })).map((row) => row.id)).toEqual([open.id])
  expect((await jobRows(db, all, { before: open.createdAt })).map((row) => row.id)).toEqual([done.id])
  expect(await jobRow(db, all, open.id)).toMatchObject({
    hostName: 'web-1',
    requestedBy: 'Ada',
    stages: [{ stage: 'queued', at: ago(hour) }],
  })
})
