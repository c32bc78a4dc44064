import { brotliCompressSync, constants } from 'node:zlib'
import type { APIRequestContext, Page } from '@playwright/test'
import { openVolume, settled } from './page-parts.ts'
import { pages } from './pages.ts'
import { expect, test } from './test.ts'

const kB = 1000

/** Bytes of a script as the server compresses it. */
async function compressed(request: APIRequestContext, path: string): Promise<number> {
  const body = await (await request.get(path)).body()
  return brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }).length
}

/** Scripts that the file of a page names; those for browsers without modules are never loaded. */
async function firstScripts(request: APIRequestContext, path: string): Promise<string[]> {
  const html = await (await request.get(path)).text()
  const tags = [...html.matchAll(/<script[^>]*\ssrc="(\/_next\/[^"]+\.js)"[^>]*>|href="(\/_next\/[^"]+\.js)"/g)]
  return [...new Set(tags.filter(([tag]) => !/nomodule/i.test(tag)).map(([, script, link]) => script ?? link ?? ''))]
}

/** How far things moved on a page without anybody asking for it: everything from its first paint until it was quiet. */
async function layoutShift(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries())
            if ('value' in entry && 'hadRecentInput' in entry && !entry.hadRecentInput) sum += Number(entry.value)
        }).observe({ type: 'layout-shift', buffered: true })
        setTimeout(() => resolve(sum), 500)
      }),
  )
}

test('the first load of every page is at most 250 kB of script', async ({ request }, { annotations }) => {
  const sizes = new Map<string, number>()
  for (const path of new Set(pages.map((each) => each.split('?')[0] ?? each))) {
    let sum = 0
    for (const script of await firstScripts(request, path)) {
      const size = sizes.get(script) ?? (await compressed(request, script))
      sizes.set(script, size)
      sum += size
    }
    annotations.push({ type: path, description: `${(sum / kB).toFixed(1)} kB` })
    expect.soft(sum, path).toBeGreaterThan(50 * kB)
    expect.soft(sum, path).toBeLessThanOrEqual(250 * kB)
  }
})

test('a chart costs at most 30 kB of script, and only whoever opens it', async ({ page, request }, { annotations }) => {
  const later: string[] = []
  let lastAt = 0
  page.on('request', (each) => {
    if (each.resourceType() !== 'script') return
    later.push(new URL(each.url()).pathname)
    lastAt = performance.now()
  })
  await openVolume(page, 'web-02', 'blog_uploads')
  await settled(page)
  // The palette and the other pages come two seconds later, and are no part of this.
  await expect.poll(() => performance.now() - lastAt).toBeGreaterThan(2500)
  later.length = 0
  await page.getByRole('tab', { name: 'History' }).click()
  await expect(page.locator('canvas')).toBeVisible()
  expect(later.length).toBeGreaterThan(0)
  const sizes = await Promise.all(later.map((path) => compressed(request, path)))
  const sum = sizes.reduce((all, size) => all + size, 0)
  annotations.push({ type: 'chart', description: `${(sum / kB).toFixed(1)} kB` })
  expect(sum, later.map((path, index) => `${path} ${sizes[index]}`).join('\n')).toBeLessThanOrEqual(30 * kB)
})

test('nothing jumps while a page loads', async ({ page }, { annotations }) => {
  for (const path of [
    '/volumes',
    '/hosts',
    '/volume?host=web-02&name=blog_uploads',
    '/volume?host=web-02&name=blog_uploads&tab=history',
    '/volume?host=web-02&name=blog_uploads&tab=contents',
    '/host?name=web-02',
    '/host?name=web-02&tab=forecast',
  ]) {
    await page.goto(path)
    await settled(page)
    const shift = await layoutShift(page)
    annotations.push({ type: path, description: shift.toFixed(3) })
    expect.soft(shift, path).toBeLessThanOrEqual(0.02)
  }
})
