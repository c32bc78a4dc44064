import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { addDiskSamples, addSizeSamples, type DiskFigure, type SizePoint } from '../testing/samples.ts'
import { dayMs } from './periods.ts'
import { rollUpDisks, rollUpFrom, rollUpSizes } from './roll-up.ts'

const start = Date.parse('2029-03-30T00:00:00Z')
const to = new Date(start + 5 * dayMs - 1)
const slot = 300_000
const dayOf = (at: Date) => Math.floor(at.getTime() / dayMs)
let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

const points = fc
  .uniqueArray(fc.record({ slot: fc.nat((5 * dayMs) / slot - 1), bytes: fc.option(fc.nat(1e15), { freq: 4 }) }), {
    selector: (one) => one.slot,
    maxLength: 60,
  })
  .map((all) => all.map(({ slot: index, bytes }): SizePoint => ({ at: new Date(start + index * slot), bytes })))

const plainDays = (all: readonly SizePoint[]) =>
  [...Map.groupBy(all, ({ at }) => dayOf(at))]
    .map(([day, ofDay]) => {
      const known = ofDay.flatMap(({ bytes }) => bytes ?? [])
      const last = ofDay.toSorted((a, b) => b.at.getTime() - a.at.getTime())[0]
      return { day, last: last?.bytes ?? null, max: known.length > 0 ? Math.max(...known) : null }
    })
    .sort((a, b) => a.day - b.day)

const storedDays = async (subjectId: string) =>
  (await db.prisma.sizeDay.findMany({ where: { subjectId }, orderBy: { at: 'asc' } })).map(({ at, lastBytes, maxBytes }) => ({
    day: dayOf(at),
    last: lastBytes === null ? null : Number(lastBytes),
    max: maxBytes === null ? null : Number(maxBytes),
  }))

it('days are what a plain computation over the same samples says, also when they are rolled up twice and samples come late', async () => {
  await fc.assert(
    fc.asyncProperty(points, points, async (first, more) => {
      const [subjectId, hostId] = [randomUUID(), randomUUID()]
      const subject = { kind: 'volume', subjectId, hostId } as const
      const taken = new Set(first.map(({ at }) => at.getTime()))
      const late = more.filter(({ at }) => !taken.has(at.getTime()))
      await addSizeSamples(db, subject, first)
      await rollUpSizes(db, { from: new Date(start), to })
      expect(await storedDays(subjectId)).toEqual(plainDays(first))
      await addSizeSamples(db, subject, late)
      await rollUpSizes(db, { from: new Date(start), to })
      const written = () => db.pool.query('SELECT xmin, ctid FROM size_day WHERE "subjectId" = $1 ORDER BY at', [subjectId])
      const before = (await written()).rows
      await rollUpSizes(db, { from: new Date(start), to })
      expect((await written()).rows).toEqual(before)
      expect(await storedDays(subjectId)).toEqual(plainDays([...first, ...late]))
    }),
    { numRuns: 25 },
  )
})

it('hours keep the fullest moment, bytes and inodes each by themselves', async () => {
  const share = ({ used, available }: DiskFigure) => used / (used + available)
  const figure = fc.record({ used: fc.integer({ min: 1, max: 1e9 }), usedInodes: fc.nat(1000) })
  await fc.assert(
    fc.asyncProperty(fc.array(figure, { minLength: 1, maxLength: 40 }), async (all) => {
      const host = randomUUID()
      const figures = all.map(({ used, usedInodes }, index) => ({
        ...{ at: new Date(start + index * slot), used, available: 1e9 - used, usedInodes, totalInodes: 1000 },
      }))
      await addDiskSamples(db, host, figures)
      await rollUpDisks(db, { from: new Date(start), to })
      const stored = await db.prisma.diskHour.findMany({ where: { hostId: host }, orderBy: { at: 'asc' } })
      const plain = [...Map.groupBy(figures, ({ at }) => Math.floor(at.getTime() / 3_600_000))].map(([hour, ofHour]) => ({
        hour,
        share: Math.max(...ofHour.map(share)),
        inodes: Math.max(...ofHour.map(({ usedInodes }) => usedInodes)),
      }))
      expect(
        stored.map(({ at, usedBytes, availableBytes, usedInodes }) => ({
          hour: at.getTime() / 3_600_000,
          share: share({ at, used: Number(usedBytes), available: Number(availableBytes) }),
          inodes: Number(usedInodes),
        })),
      ).toEqual(plain)
    }),
    { numRuns: 15 },
  )
})

it('a roll-up begins where samples can still arrive: further back once a day and after an outage', () => {
  const now = new Date('2029-03-30T10:00:00Z')
  const days = (lastAt: string | null, at = now) =>
    (Date.parse('2029-03-30T00:00:00Z') - rollUpFrom(at, lastAt === null ? null : new Date(lastAt)).getTime()) / dayMs
  expect(days(null)).toBe(15)
  expect(days('2029-03-29T23:59:00Z')).toBe(4)
  expect(days('2029-03-20T10:00:00Z')).toBe(13)
  expect(days('2028-03-20T10:00:00Z')).toBe(15)
  expect(days('2029-03-30T09:00:00Z')).toBe(0)
  expect(days('2029-03-30T00:30:00Z', new Date('2029-03-30T01:30:00Z'))).toBe(1)
  expect(days('2029-03-31T10:00:00Z')).toBe(3)
})
