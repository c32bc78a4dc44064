import type { Page } from '@playwright/test'
import { openList } from './page-parts.ts'
import { watchPage } from './page-watch.ts'
import { hosts, type ScaleStage, startScaleStage, volumesEach } from './scale-stage.ts'
import { expect, test } from './test.ts'

const volumes = hosts * volumesEach
let stage: ScaleStage

test.use({ role: null })
test.beforeAll(async () => {
  stage = await startScaleStage()
})
test.afterAll(() => stage?.stop())

test.beforeEach(async ({ page, context }) => {
  await context.addInitScript(watchPage)
  const { email, password } = stage.reader
  const data = { email, password }
  expect((await page.request.post(`${stage.url}/auth/sign-in/email`, { data, headers: { origin: stage.url } })).ok()).toBe(true)
})

/** Requests for data since now. */
function asked(page: Page): () => number {
  let count = 0
  page.on('request', (request) => {
    if (request.url().includes('/trpc/')) count += 1
  })
  return () => count
}

/** One thing happens on each of so many hosts. */
function happen(count: number, from = 0) {
  for (let at = 0; at < count; at += 1) stage.fleet.agents[(from + at) % hosts]?.change(1)
}

const grid = (page: Page) => page.getByRole('grid')

test('20,000 volumes: at most 60 rows stand in the page from end to end, and keys reach both', async ({ page }, {
  annotations,
}) => {
  const requests = asked(page)
  await openList(page, `${stage.url}/volumes`)
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(volumes + 1))
  const { lcp, rows } = await page.evaluate(() => window.seen)
  annotations.push({ type: 'rows painted', description: `${Math.round(rows ?? 0)} ms, largest paint ${Math.round(lcp)} ms` })

  const most = await grid(page).evaluate(async (scroller) => {
    let found = 0
    const steps = 60
    for (let step = 0; step <= 2 * steps; step += 1) {
      const part = step <= steps ? step / steps : 2 - step / steps
      scroller.scrollTop = part * (scroller.scrollHeight - scroller.clientHeight)
      await new Promise(requestAnimationFrame)
      found = Math.max(found, document.querySelectorAll('[data-row]').length)
    }
    return found
  })
  expect(most).toBeGreaterThan(10)
  expect(most).toBeLessThanOrEqual(60)

  await grid(page).focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Control+End')
  await expect(page.locator(`[data-row="${volumes - 1}"]`)).toBeInViewport()
  await expect(page.locator(`[data-row="${volumes - 1}"]`)).toHaveAttribute('aria-busy', 'false')
  await page.keyboard.press('Control+Home')
  await expect(page.locator('[data-row="0"]')).toBeInViewport()
  // The page and its list, then rows and sparklines of at most every place that was passed.
  annotations.push({ type: 'requests', description: String(requests()) })
  expect(requests()).toBeLessThanOrEqual(20 + 2 * 125)
})

test('a filter finds as many of 20,000 volumes as SQL does', async ({ page }) => {
  await openList(page, `${stage.url}/volumes`)
  for (const [q, sql] of [
    ['data-0042', `v.name LIKE '%data-0042%'`],
    ['host:sim-01* project:shop', `h.name LIKE 'sim-01%' AND v.project = 'shop'`],
    ['size:>100MiB', `v."sizeBytes" > 104857600`],
    ['label.team:web -name:billing_*', `v.labels->>'team' = 'web' AND v.name NOT LIKE 'billing\\_%'`],
  ] as const) {
    const { rows } = await stage.db.pool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM volume v JOIN host h ON h.id = v."hostId" WHERE v."removedAt" IS NULL AND ${sql}`,
    )
    expect(rows[0]?.count).toBeGreaterThan(0)
    await page.getByLabel('Filter volumes').fill(q)
    await expect(grid(page), q).toHaveAttribute('aria-rowcount', String((rows[0]?.count ?? 0) + 1))
  }
})

test('the row under the pointer stays while 100 things happen, and what moved waits', async ({ page }) => {
  await openList(page, `${stage.url}/volumes?sort=size`)
  const row = page.locator('[data-row="7"]')
  await row.hover()
  const box = await row.boundingBox()
  const cellUnderPointer = () =>
    page.evaluate(({ x, y }) => document.elementFromPoint(x, y)?.closest('[data-row]')?.querySelector('[role=gridcell]')?.id, {
      x: (box?.x ?? 0) + 20,
      y: (box?.y ?? 0) + (box?.height ?? 0) / 2,
    })
  const before = await cellUnderPointer()
  expect(before).toMatch(/^cell-\d+-0$/)
  happen(100)
  await expect(page.getByText(/\d+ moved/).first()).toBeVisible()
  await expect.poll(() => stage.fleet.told()).toBe(hosts)
  expect(await cellUnderPointer()).toBe(before)
})

test('nothing jumps during 20 s of live changes, and the page asks within bounds', async ({ page }, { annotations }) => {
  await openList(page, `${stage.url}/volumes?sort=-size`)
  const requests = asked(page)
  const begun = performance.now()
  for (let tick = 0; performance.now() - begun < 20_000; tick += 1) {
    happen(5, tick * 5)
    await page.waitForTimeout(250)
  }
  const seconds = (performance.now() - begun) / 1000
  const { shift } = await page.evaluate(() => window.seen)
  annotations.push({ type: 'live', description: `shift ${shift.toFixed(4)}, ${requests()} requests in ${seconds.toFixed(0)} s` })
  expect(shift).toBeLessThanOrEqual(0.02)
  // Two commits a second, each the list, its rows and their sparklines; hosts every 15 s.
  expect(requests()).toBeGreaterThan(0)
  expect(requests()).toBeLessThanOrEqual(2 * seconds * 3 + 10)
})
