/// <reference lib="dom" />
import { loadavg } from 'node:os'
import { poll } from '@stowage/lab/poll'
import { makeUser } from '@stowage/stack/local-access'
import type { Figure } from './figure.ts'
import { median, percentile } from './percentile.ts'
import { type SimulatedStack, startSimulated } from './simulated.ts'
import { tidied } from './tidy-up.ts'
import { openDesk, type Tab } from './ui-browser.ts'
import { loadPages, settled, warmRows } from './ui-load.ts'
import { type Ask, filterAndSort, scroll, useList } from './ui-use.ts'

const shape = { hosts: 200, volumesEach: 100, containersEach: 5, changesPerMinute: 10 }
const liveMs = 60_000
const pages = [
  { what: 'Overview', path: '/' },
  { what: 'Volumes', path: '/volumes' },
  { what: 'Containers', path: '/containers' },
  { what: 'Hosts', path: '/hosts' },
  { what: 'a volume', path: '/volume?host=sim-0001&name=shop_data-0000' },
]

const figure = (what: string, ours: number, unit: Figure['unit'], target: Figure['target']): Figure => ({
  ...{ what, ours, unit, target },
  peer: null,
})
const atMost = (most: number): Figure['target'] => ({ of: 'value', most })

function asker({ server, token }: SimulatedStack): Ask {
  return async (q, sort) => {
    const input = encodeURIComponent(JSON.stringify({ json: { q, sort } }))
    const headers = { authorization: `Bearer ${token}` }
    const answer = await fetch(`${server.url}/trpc/volumes.query?input=${input}`, { headers })
    if (!answer.ok) throw new Error(`volumes.query: ${answer.status} ${await answer.text()}`)
    return (await answer.json()).result.data.json
  }
}

/** Bytes of script objects after a collection. */
async function heapBytes({ cdp }: Tab): Promise<number> {
  await cdp.send('HeapProfiler.collectGarbage')
  return (await cdp.send('Runtime.getHeapUsage')).usedSize
}

const shiftOf = ({ page }: Tab): Promise<number> => page.evaluate(() => window.seen.shift)

/** How the interface feels on a fleet of 20,000 volumes on which things happen all the time, in a real browser on a slow line. */
export async function ui(say: (line: string) => void): Promise<Figure[]> {
  say(`ui: ${shape.hosts} simulated hosts with ${shape.volumesEach} volumes each…`)
  const stack = await startSimulated(shape)
  try {
    const { db } = stack.postgres
    const volumes = shape.hosts * shape.volumesEach
    await poll('all volumes', async () => ((await db.prisma.volume.count()) === volumes ? true : null), { withinMs: 180_000 })
    await db.pool.query('ANALYZE')
    const person = await makeUser(db, { name: 'Reader', email: 'reader@bench.local', role: 'admin' })
    const desk = await openDesk(stack.server.url, person)
    const close = tidied(desk.close)
    const load = () => say(`ui: load of the machine ${loadavg()[0]?.toFixed(1)}`)
    try {
      load()
      const loads = await loadPages(desk, pages)
      for (const { what, lcp, shift } of loads)
        say(`ui: ${what}: LCP ${lcp.map(Math.round).join(' ')} ms, shift ${shift.join(' ')}`)
      load()

      await using tab = await desk.fresh()
      await tab.page.goto('/volumes')
      await settled(tab.page)
      const rows = await warmRows(tab.page)
      say(`ui: first rows ${rows.map(Math.round).join(' ')} ms`)
      const { filter, sort } = await filterAndSort(tab.page, asker(stack))
      say(`ui: filter ${filter.map(Math.round).join(' ')} ms; sort ${sort.map(Math.round).join(' ')} ms`)
      await useList(tab.page)
      const interactions = Object.values(await tab.page.evaluate(() => window.seen.interactions))
      say(`ui: interactions ${interactions.map(({ ms, type }) => `${type} ${ms}`).join(', ')}`)
      load()
      const { framesPerSecond, mostRows } = await scroll(tab.page)

      await tab.page.goto('/volumes?sort=-size')
      await settled(tab.page)
      const before = await shiftOf(tab)
      await tab.page.waitForTimeout(liveMs)
      const live = (await shiftOf(tab)) - before
      const heap = await heapBytes(tab)
      load()
      return [
        ...loads.map(({ what, lcp }) => figure(`largest paint of ${what}, empty caches`, median(lcp), 'ms', atMost(1500))),
        figure('rows of 20,000 volumes painted, warm', median(rows), 'ms', atMost(1000)),
        figure('filter: last key → rows painted, p95', percentile(filter, 95), 'ms', atMost(250)),
        figure('sort: click → rows painted, p95', percentile(sort, 95), 'ms', atMost(250)),
        figure(
          'a key or click → next paint (INP), p95',
          percentile(
            interactions.map(({ ms }) => ms),
            95,
          ),
          'ms',
          atMost(100),
        ),
        figure(
          'layout shift while a page loads, the worst',
          Math.max(...loads.flatMap(({ shift }) => shift)),
          'shift',
          atMost(0.02),
        ),
        figure('layout shift over a minute of live changes', live, 'shift', atMost(0.02)),
        figure('rows in the page while scrolling, the most', mostRows, 'rows', atMost(60)),
        figure('scrolling', framesPerSecond, 'frames/s', { of: 'value', least: 55 }),
        figure('script memory after all of it', heap / 1e6, 'MB', atMost(150)),
      ]
    } finally {
      await close()
    }
  } finally {
    await stack.stop()
  }
}
