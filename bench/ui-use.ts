/// <reference lib="dom" />
import type { Page } from '@playwright/test'
import { unpackRefs } from '@stowage/domain/refs'

/** Between two keys of somebody who types. */
const keyMs = 90
const pauseMs = 700
/** Filters and orders whose answer does not depend on what the fleet does meanwhile, each with other first rows than the one before. */
const filters = ['data-0042', 'host:sim-01*', 'project:shop', 'name:billing_*', 'label.team:web', 'host:sim-0007 -project:shop']
const heads = ['Size', 'Size', 'Host', 'Host', 'Name', 'Name', 'Size', 'Host', 'Host', 'Name']

/** What the server answers to a list: how many rows and which is the first. */
export type Ask = (q: string, sort: string | null) => Promise<{ total: number; refs: string }>

/** Runs in the page: milliseconds from the last key or click until the rows of the answer with this first row are painted. */
const painted = ({ rowCount, first }: { rowCount: string; first: string }) =>
  new Promise<number>((resolve) => {
    let begun = 0
    const note = ({ timeStamp }: Event) => {
      begun = timeStamp
    }
    for (const type of ['input', 'click']) window.addEventListener(type, note, { capture: true })
    const isThere = () => {
      const rows = [...document.querySelectorAll('[data-row]')]
      return (
        begun > 0 &&
        document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') === rowCount &&
        document.querySelector('[data-row="0"] [data-column="0"]')?.id === first &&
        rows.every((row) => row.getAttribute('aria-busy') === 'false')
      )
    }
    const look = () => {
      if (!isThere()) return void requestAnimationFrame(look)
      for (const type of ['input', 'click']) window.removeEventListener(type, note, { capture: true })
      requestAnimationFrame(() => resolve(performance.now() - begun))
    }
    requestAnimationFrame(look)
  })

async function timed(page: Page, { total, refs }: Awaited<ReturnType<Ask>>, act: () => Promise<void>): Promise<number> {
  const [first = 0] = unpackRefs(refs)
  const waiting = page.evaluate(painted, { rowCount: String(total + 1), first: `cell-${first}-0` })
  await act()
  const ms = await waiting
  await page.waitForTimeout(pauseMs)
  return ms
}

/** Types filters into an open list, then orders it by its heads. @returns milliseconds of each from the last key or click to the paint */
export async function filterAndSort(page: Page, ask: Ask): Promise<{ filter: number[]; sort: number[] }> {
  const [filter, sort]: [number[], number[]] = [[], []]
  const field = page.getByLabel('Filter volumes')
  for (const q of filters) {
    await field.selectText()
    filter.push(await timed(page, await ask(q, null), () => page.keyboard.type(q, { delay: keyMs })))
  }
  await page.getByRole('button', { name: 'Clear filter' }).click()
  await page.waitForTimeout(pauseMs)
  for (const head of heads) {
    const column = page.getByRole('columnheader', { name: head, exact: true })
    const now = await column.getAttribute('aria-sort')
    const descending = now === null ? head === 'Size' : now === 'ascending'
    const answer = await ask('', `${descending ? '-' : ''}${head.toLowerCase()}`)
    sort.push(await timed(page, answer, () => column.getByRole('button').click()))
  }
  return { filter, sort }
}

/** Moves, selects, opens the palette and a row, and comes back: every key and click is an interaction. */
export async function useList(page: Page): Promise<void> {
  const grid = page.getByRole('grid')
  const press = async (...keys: string[]) => {
    for (const key of keys) {
      await page.keyboard.press(key)
      await page.waitForTimeout(keyMs)
    }
  }
  for (let round = 0; round < 3; round += 1) {
    await grid.focus()
    await press('ArrowDown', 'ArrowDown', ' ', 'ArrowDown', 'Shift+ArrowDown', 'PageDown', 'x', 'Control+End', 'Control+Home')
    await page.locator('[data-row="3"] [data-column="1"]').click()
    await page.locator('[data-row="8"] [data-column="1"]').click({ modifiers: ['Shift'] })
    await page.getByRole('button', { name: 'Clear', exact: true }).click()
    await press('Control+k')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.type('sim-0100', { delay: keyMs })
    await page.waitForTimeout(pauseMs)
    await press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await grid.focus()
    await press('ArrowDown', 'Enter')
    await page.waitForURL(/\/volume\?/)
    await page.getByText('Right now').waitFor()
    await page.waitForTimeout(pauseMs)
    await page.goBack()
    await page.waitForFunction(() => document.querySelector('[data-row][aria-busy=false]'))
    await page.waitForTimeout(pauseMs)
  }
}

export type Scroll = { framesPerSecond: number; mostRows: number }

/** Runs in the page: scrolls the list at a steady pace for some seconds, a step in each frame. */
const scrolled = (seconds: number) =>
  new Promise<Scroll>((resolve) => {
    const grid = document.querySelector('[role=grid]')
    const begun = performance.now()
    let [frames, mostRows] = [0, 0]
    const frame = (now: number) => {
      const elapsed = now - begun
      mostRows = Math.max(mostRows, document.querySelectorAll('[data-row]').length)
      if (elapsed >= seconds * 1000) return resolve({ framesPerSecond: (frames * 1000) / elapsed, mostRows })
      frames += 1
      if (grid) grid.scrollTop = elapsed * 3
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })

/** Frames of a list that is scrolled by three pixels a millisecond, and the most rows that stood in the page meanwhile. */
export const scroll = (page: Page): Promise<Scroll> => page.evaluate(scrolled, 5)
