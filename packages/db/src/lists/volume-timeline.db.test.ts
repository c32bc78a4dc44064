import { TimelineRow } from '@stowage/domain/volume'
import { expect, it } from 'vitest'
import { testDatabase } from '../testing/database.ts'
import { addHost, addVolume, ago, day, hour, now } from '../testing/fleet-rows.ts'
import { addSizeDays } from '../testing/samples.ts'
import { volumeDetail } from './volume-detail.ts'

const mib = 1024 * 1024

it('the timeline tells days on which a volume grew or shrank a lot, and its end, after it is gone too', async () => {
  await using db = await testDatabase()
  const host = await addHost(db)
  const id = await addVolume(db, host, { name: 'data', removedAt: ago(hour) })
  const twin = await addVolume(db, host, { name: 'data' })
  const start = (days: number) => new Date(Math.floor(ago(days * day).getTime() / day) * day)
  const sizes: [number, number | null][] = [
    [30, 1000 * mib],
    [20, 1090 * mib],
    [19, 1200 * mib],
    [18, null],
    [17, 600 * mib],
    [16, 630 * mib],
    [15, 10 * mib],
    [14, 60 * mib],
    [0, 2048 * mib],
  ]
  const days = sizes.map(([ago_, mebibytes]) => ({ at: start(ago_), lastBytes: mebibytes }))
  await addSizeDays(db, { kind: 'volume', subjectId: id, hostId: host }, days)
  await db.prisma.volumeEvent.create({
    data: {
      hostId: host,
      volumeId: id,
      volumeName: 'data',
      key: 'm',
      at: ago(18.2 * day),
      action: 'mounted',
      containerName: 'etl',
    },
  })
  await db.prisma.blindWindow.create({ data: { hostId: host, from: ago(10 * day), to: ago(9 * day), cause: 'agent_down' } })
  const detail = await volumeDetail(db, { hostIds: null, now }, { id })
  expect(detail?.timeline.map((row) => TimelineRow.parse(row))).toEqual(detail?.timeline)
  expect(detail?.timeline.map(({ kind, text }) => [kind, text])).toEqual([
    ['removed', 'Gone from the list of volumes. No event told when.'],
    ['grew', 'Grew from 60.0 MiB to 2.00 GiB within 14 d.'],
    ['blind', 'The agent was down.'],
    ['shrank', 'Shrank from 630 MiB to 10.0 MiB within 1 d.'],
    ['shrank', 'Shrank from 1.17 GiB to 600 MiB within 2 d.'],
    ['mounted', 'Mounted by etl'],
    ['grew', 'Grew from 1.06 GiB to 1.17 GiB within 1 d.'],
    ['first-seen', 'First seen by Stowage. Earlier history is not known.'],
  ])
  expect(detail?.timeline[1]?.at).toEqual(ago(hour))
  const ofTwin = await volumeDetail(db, { hostIds: null, now }, { id: twin })
  expect(ofTwin?.timeline.some(({ kind }) => kind === 'grew' || kind === 'removed')).toBe(false)
})

it('an end that the engine told is told once', async () => {
  await using db = await testDatabase()
  const host = await addHost(db)
  const id = await addVolume(db, host, { removedAt: ago(hour) })
  const event = { hostId: host, volumeId: id, volumeName: 'x', key: 'r', at: ago(hour), action: 'removed' }
  await db.prisma.volumeEvent.create({ data: event })
  const detail = await volumeDetail(db, { hostIds: null, now }, { id })
  expect(detail?.timeline.filter(({ kind }) => kind === 'removed').map(({ text }) => text)).toEqual(['Removed'])
})
