import { openDatabase } from '@stowage/db/client'
import { testDatabase } from '@stowage/db/testing/database'
import { addHost, addVolume } from '@stowage/db/testing/fleet-rows'
import { addSizeSamples } from '@stowage/db/testing/samples'
import { pino } from 'pino'
import { expect, it, vi } from 'vitest'
import { testServer } from '../testing/test-server.ts'
import { type Round, runRounds } from './run-rounds.ts'

const quiet = pino({ level: 'silent' })
const soon = { timeout: 15_000, interval: 20 }
const day = 86_400_000

/** A replica of the server as far as rounds go, with a clock that stands where it is put. */
function replica(url: string, rounds: Round[], clock: { ms: number }, log = quiet) {
  const db = openDatabase(url, { connectionsMax: 3 })
  const running = runRounds({ db, log, now: () => new Date(clock.ms), rounds, firstMs: 0, againMs: 20 })
  const stop = async () => {
    await running.stop()
    await db.close()
  }
  return { stop }
}

it('of three replicas one does each round, again when its time has come, and knows when it was done before', async () => {
  await using db = await testDatabase()
  const clock = { ms: Date.parse('2030-01-01T00:00:00Z') }
  const lasts: (number | null)[] = []
  const round: Round = {
    name: 'count',
    everyMs: 60_000,
    run: async ({ lastAt }) => lasts.push(lastAt && lastAt.getTime() - Date.parse('2030-01-01T00:00:00Z')),
  }
  // The others look every few milliseconds.
  const quick: Round = { ...round, name: 'quick', everyMs: 10, run: async () => {} }
  const replicas = [1, 2, 3].map(() => replica(db.url, [round, quick], clock))
  await vi.waitFor(() => expect(lasts).toEqual([null]), soon)
  await Promise.all(replicas.map(({ stop }) => stop()))

  clock.ms += 30_000
  const early = replica(db.url, [round, quick], clock)
  await vi.waitFor(
    async () =>
      expect(await db.prisma.serverRound.findUnique({ where: { name: 'quick' } })).toMatchObject({
        startedAt: new Date(clock.ms),
      }),
    soon,
  )
  await early.stop()
  expect(lasts).toEqual([null])

  clock.ms += 30_000
  const late = [1, 2, 3].map(() => replica(db.url, [round, quick], clock))
  await vi.waitFor(() => expect(lasts).toEqual([null, 0]), soon)
  await Promise.all(late.map(({ stop }) => stop()))
  expect(lasts).toEqual([null, 0])
})

it('a round that fails is logged and told in its row, keeps no other from running, and comes again', async () => {
  await using db = await testDatabase()
  const clock = { ms: Date.parse('2030-01-01T00:00:00Z') }
  const lines: string[] = []
  const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) })
  let tries = 0
  const failing: Round = {
    ...{ name: 'failing', everyMs: 10 },
    run: async () => {
      clock.ms += 10
      tries += 1
      if (tries < 3) throw new Error('no disk')
    },
  }
  const counted: string[] = []
  const other: Round = { name: 'other', everyMs: 10, run: async () => counted.push('other') }
  const one = replica(db.url, [failing, other], clock, log)
  const row = () => db.prisma.serverRound.findUnique({ where: { name: 'failing' } })
  await vi.waitFor(async () => expect(await row()).toMatchObject({ error: null, finishedAt: expect.any(Date) }), soon)
  await one.stop()
  expect(tries).toBeGreaterThanOrEqual(3)
  expect(counted).toContain('other')
  expect(lines.filter((line) => line.includes('"failing"') && line.includes('no disk'))).toHaveLength(2)
})

it('a stop tells the round under way and waits for it; meanwhile no other replica begins it', async () => {
  await using db = await testDatabase()
  const clock = { ms: Date.parse('2030-01-01T00:00:00Z') }
  const begun = Promise.withResolvers<void>()
  const finish = Promise.withResolvers<void>()
  let runs = 0
  let told = false
  const long: Round = {
    ...{ name: 'long', everyMs: 10 },
    run: async ({ signal }) => {
      runs += 1
      signal.addEventListener('abort', () => {
        told = true
      })
      begun.resolve()
      await finish.promise
    },
  }
  const first = replica(db.url, [long], clock)
  await begun.promise
  clock.ms += 60_000
  let looks = 0
  const marker: Round = {
    ...{ name: 'marker', everyMs: 1 },
    run: async () => {
      looks += 1
      clock.ms += 1
    },
  }
  const second = replica(db.url, [long, marker], clock)
  await vi.waitFor(() => expect(looks).toBeGreaterThan(3), soon)
  expect(runs).toBe(1)
  let isStopped = false
  const stopping = first.stop().then(() => {
    isStopped = true
  })
  await vi.waitFor(() => expect(told).toBe(true), soon)
  expect(isStopped).toBe(false)
  finish.resolve()
  await stopping
  await second.stop()
})

it('after a round that failed or was cut short the next one is told nothing of it, so that it does all again', async () => {
  await using db = await testDatabase()
  const clock = { ms: Date.parse('2030-01-01T00:00:00Z') }
  const lasts: (Date | null)[] = []
  const finish = Promise.withResolvers<void>()
  const round: Round = {
    ...{ name: 'count', everyMs: 10 },
    run: async ({ lastAt, signal }) => {
      lasts.push(lastAt)
      clock.ms += 10
      if (lasts.length === 2) throw new Error('no disk')
      if (lasts.length !== 4) return
      signal.addEventListener('abort', () => finish.resolve())
      await finish.promise
    },
  }
  const first = replica(db.url, [round], clock)
  await vi.waitFor(() => expect(lasts).toHaveLength(4), soon)
  await first.stop()
  const second = replica(db.url, [round], clock)
  await vi.waitFor(() => expect(lasts.length).toBeGreaterThan(5), soon)
  await second.stop()
  expect(lasts.slice(0, 6).map((at) => at !== null)).toEqual([false, true, false, true, false, true])
})

it('a server keeps its history by itself: days, growth and partitions follow the samples', async () => {
  await using app = await testServer()
  const hostId = await addHost(app.db)
  const id = await addVolume(app.db, hostId)
  const at = (days: number) => new Date(Date.now() - days * day)
  await addSizeSamples(app.db, { kind: 'volume', subjectId: id, hostId }, [
    { at: at(2), bytes: 100 },
    { at: at(0), bytes: 300 },
  ])
  await vi.waitFor(
    async () => expect(await app.db.prisma.serverRound.count({ where: { finishedAt: { not: null }, error: null } })).toBe(6),
    soon,
  )
  expect(await app.db.prisma.volume.findUnique({ where: { id } })).toMatchObject({ growthBytesPerDay: 100 })
  expect(await app.db.prisma.sizeDay.count({ where: { subjectId: id } })).toBe(2)
  expect(app.logLines.filter((line) => line.includes('round'))).toEqual([])
})

it('FA16: a server stops in its time, also when a round waits for the database', async () => {
  await using app = await testServer({ stopMs: 300 })
  const hostId = await addHost(app.db)
  const other = await app.db.pool.connect()
  await other.query('BEGIN')
  await other.query('SELECT FROM host WHERE id = $1 FOR NO KEY UPDATE', [hostId])
  await vi.waitFor(
    async () =>
      expect(await app.db.prisma.serverRound.findUnique({ where: { name: 'growth' } })).toMatchObject({ finishedAt: null }),
    soon,
  )
  const began = performance.now()
  await app.close()
  expect(performance.now() - began).toBeLessThan(3000)
  await other.query('ROLLBACK')
  other.release()
})
