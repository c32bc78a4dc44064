/// <reference lib="dom" />
import type { Page } from '@playwright/test'
import type { Desk } from './ui-browser.ts'

const runs = 3
const warmRuns = 5
const quietMs = 1000

/** Until the page of a signed-in person has all its data, and for a moment more. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForFunction(() => !document.querySelector('[aria-busy=true]'))
  await page.waitForTimeout(quietMs)
}

export type Loads = { what: string; lcp: number[]; shift: number[] }

/** Each page with empty caches, a few times. */
export async function loadPages(desk: Desk, pages: readonly { what: string; path: string }[]): Promise<Loads[]> {
  const found: Loads[] = []
  for (const { what, path } of pages) {
    const loads: Loads = { what, lcp: [], shift: [] }
    for (let run = 0; run < runs; run += 1) {
      await using tab = await desk.fresh()
      await tab.page.goto(path)
      await settled(tab.page)
      const { lcp, shift } = await tab.page.evaluate(() => window.seen)
      loads.lcp.push(lcp)
      loads.shift.push(shift)
    }
    found.push(loads)
  }
  return found
}

/** Reloads a list whose scripts are in the browser's cache. @returns milliseconds until its rows were painted */
export async function warmRows(page: Page): Promise<number[]> {
  const found: number[] = []
  for (let run = 0; run < warmRuns; run += 1) {
    await page.reload()
    const rows = await page.waitForFunction(() => window.seen.rows)
    found.push(Number(await rows.jsonValue()))
    await settled(page)
  }
  return found
}
