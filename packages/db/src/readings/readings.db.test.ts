import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { addContainer, addHost, addVolume, ago, day, hour, now } from '../testing/fleet-rows.ts'
import { askReadings } from './ask-readings.ts'
import { forgetReadings } from './forget-readings.ts'
import { measuring } from './measuring.ts'
import { newestReading, readingDetail, readingRows } from './reading-rows.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

const who = { hostIds: null, now }
type Of = Parameters<typeof askReadings>[1]['of']
const ask = (of: Of, kind: 'volume.size' | 'layer.size' | 'volume.contents' = 'volume.size', by = 'Ann', at = now) =>
  db.prisma.$transaction((tx) => askReadings(tx, { kind, of, by: { id: by, name: by }, at }))
const stateOf = async (id: string) => (await db.prisma.reading.findUnique({ where: { id } }))?.state

test('those who ask for the same at the same moment get the same reading', async () => {
  const hostId = await addHost(db)
  const ids = await Promise.all(['a', 'b', 'c'].map((name) => addVolume(db, hostId, { name })))
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, n) => ask({ ids: n % 2 ? ids : ids.toReversed() }, 'volume.size', `u${n}`)),
  )
  expect(new Set(answers.map((asked) => JSON.stringify(asked.map(({ id }) => id).sort()))).size).toBe(1)
  expect(await db.prisma.reading.count({ where: { hostId } })).toBe(3)
  expect(await measuring(db, 'volume.size', [...ids, randomUUID()])).toEqual(new Set(ids))
  expect(await ask({ ids }, 'volume.contents')).toHaveLength(3)
})

test('a whole host is everything on it that is there; what is gone and a revoked host are left out', async () => {
  const hostId = await addHost(db)
  const there = await addVolume(db, hostId)
  const gone = await addVolume(db, hostId, { removedAt: ago(hour) })
  const container = await addContainer(db, hostId)
  expect((await ask({ hostId })).map(({ subjectId }) => subjectId)).toEqual([there])
  expect((await ask({ hostId }, 'layer.size')).map(({ subjectId }) => subjectId)).toEqual([container])
  expect(await ask({ ids: [gone] })).toEqual([])
  const revoked = await addHost(db, { revokedAt: ago(hour) })
  expect(await ask({ ids: [await addVolume(db, revoked)] })).toEqual([])
})

test('a host of 20,000 volumes is asked for in one statement, and the answer names each', async () => {
  const hostId = await addHost(db)
  await db.pool.query(
    `INSERT INTO volume (id, "hostId", name, driver, scope, kind, mountpoint, options, labels, fact, hash)
     SELECT gen_random_uuid(), $1, 'v' || n, 'local', 'local', 'named', '', '{}', '{}', '{}', '' FROM generate_series(1, 20000) AS n`,
    [hostId],
  )
  expect(await ask({ hostId })).toHaveLength(20_000)
})

test('a host that is not connected is named as what a reading waits for; people see readings of their hosts only', async () => {
  const away = await addHost(db, { name: 'away-1', lastSeenAt: ago(day) })
  const there = await addHost(db, { name: 'there-1', streamId: randomUUID() })
  const [[late], [soon]] = await Promise.all([
    ask({ ids: [await addVolume(db, away)] }),
    ask({ ids: [await addVolume(db, there)] }),
  ])
  if (!late || !soon) throw new Error('not asked')
  const waiting = 'away-1 is not connected. It is asked when it is back, within 24 hours.'
  expect(await readingDetail(db, who, late.id)).toMatchObject({ state: 'asked', reason: waiting, host: 'away-1', askedBy: 'Ann' })
  expect(await readingDetail(db, who, soon.id)).toMatchObject({ state: 'asked', reason: null })
  const scoped = { hostIds: [there], now }
  expect(await readingDetail(db, scoped, late.id)).toBe(null)
  expect(await newestReading(db, scoped, late.subjectId, 'volume.size')).toBe(null)
  expect((await readingRows(db, scoped, { ids: [late.id, soon.id] })).map(({ id }) => id)).toEqual([soon.id])
  expect((await readingRows(db, scoped, { open: true })).map(({ id }) => id)).toEqual([soon.id])
})

test('while one is open, and after one failed, the last finished tree is still shown', async () => {
  const volume = await addVolume(db, await addHost(db))
  const tree = { basis: 'allocated', bytes: 1, files: 1, partial: false, total: 0, entries: [], reason: null }
  expect(await newestReading(db, who, volume, 'volume.contents')).toBe(null)
  const [first] = await ask({ ids: [volume] }, 'volume.contents', 'Ann', ago(hour))
  await db.prisma.reading.update({ where: { id: first?.id ?? '' }, data: { state: 'done', tree, finishedAt: ago(hour) } })
  await ask({ ids: [volume] }, 'volume.contents', 'Ben')
  expect(await newestReading(db, who, volume, 'volume.contents')).toMatchObject({ state: 'asked', askedBy: 'Ben', tree })
})

test('readings of what is gone, of a revoked host, and those that nobody answered within a day fail in words', async () => {
  const hosts = [await addHost(db, { name: 'end-1' }), await addHost(db, { name: 'end-2' })]
  const [one = '', two = ''] = hosts
  const volumes = await Promise.all([addVolume(db, one), addVolume(db, one), addVolume(db, two), addVolume(db, one)])
  const [gone = '', old = '', cut = '', fresh = ''] = volumes
  const container = await addContainer(db, one)
  const asked = new Map([
    ...(await ask({ ids: [gone, cut, fresh] })).map(({ id, subjectId }) => [subjectId, id] as const),
    ...(await ask({ ids: [old] }, 'volume.size', 'Ann', ago(day + 1))).map(({ id, subjectId }) => [subjectId, id] as const),
    ...(await ask({ ids: [container] }, 'layer.size')).map(({ id, subjectId }) => [subjectId, id] as const),
  ])
  await db.prisma.volume.update({ where: { id: gone }, data: { removedAt: now } })
  await db.prisma.container.update({ where: { id: container }, data: { removedAt: now } })
  await db.prisma.host.update({ where: { id: two }, data: { revokedAt: now } })
  await forgetReadings(db, now)
  const reasonOf = async (subjectId: string) =>
    (await db.prisma.reading.findUnique({ where: { id: asked.get(subjectId) ?? '' } }))?.reason
  expect(await Promise.all([gone, container, old, cut].map(reasonOf))).toEqual([
    'The volume is gone.',
    'The container is gone.',
    'end-1 did not answer within 24 hours.',
    'end-2 was revoked.',
  ])
  expect(await stateOf(asked.get(fresh) ?? '')).toBe('asked')
  await forgetReadings(db, new Date(now.getTime() + 31 * day))
  expect(await stateOf(asked.get(gone) ?? '')).toBe(undefined)
  expect(await stateOf(asked.get(old) ?? '')).toBe('failed')
})
