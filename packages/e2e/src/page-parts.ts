import { expect, type Locator, type Page } from '@playwright/test'
import type { LabHost } from '@stowage/lab/host'

/** A row of the list on the page by a text that only it holds. */
export const rowOf = (page: Page, text: string): Locator => page.getByRole('row').filter({ hasText: text })

/** Opens a list and waits until its rows are there and live. */
export async function openList(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await expect(page.getByRole('button', { name: /^Live · / })).toBeVisible()
  await expect(page.getByRole('row').nth(1)).toHaveAttribute('aria-busy', 'false')
}

/** Opens a volume by host and name, once Stowage knows it. */
export async function openVolume(page: Page, host: string, name: string): Promise<void> {
  await expect(async () => {
    await page.goto(`/volume?host=${host}&name=${encodeURIComponent(name)}`)
    await expect(page.getByText('Right now')).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 15_000 })
}

/** Waits until a page of a signed-in person has its data. */
export async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: /^Account of/ })).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
}

/** The first column of the rows on screen, from top to bottom. */
export async function namesOnScreen(page: Page): Promise<string[]> {
  const cells = page.locator('[role=row][data-row]')
  const found = await cells.evaluateAll((rows) =>
    rows.map((row) => ({
      at: Number(row.getAttribute('data-row')),
      text: row.querySelector('[data-column="0"]')?.textContent ?? '',
    })),
  )
  return found.sort((a, b) => a.at - b.at).map(({ text }) => text)
}

/** What the engine itself says it has. */
export const volumesOf = async (host: LabHost): Promise<string[]> =>
  (await host.docker('volume', 'ls', '--format', '{{.Name}}')).split('\n').filter(Boolean).sort()

/** Runs a container that waits, with no network, which a host of the lab may lack. */
export const runContainer = (host: LabHost, name: string, ...args: string[]): Promise<string> =>
  host.docker('run', '-d', '--network', 'none', '--name', name, ...args, 'busybox:lab')

/** How long until `shown`, in milliseconds since `from` (performance.now()). */
export async function shownAfter(from: number, shown: () => Promise<void>): Promise<number> {
  await shown()
  return Math.round(performance.now() - from)
}
