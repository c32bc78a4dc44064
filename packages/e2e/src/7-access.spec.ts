import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { openList, openVolume, settled } from './page-parts.ts'
import { pages } from './pages.ts'
import { expect, test } from './test.ts'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
/** All that a theme can break. */
const rulesOfColour = ['color-contrast', 'link-in-text-block']

/** What is on screen now, in both themes. */
async function check(page: Page, what: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme })
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    const axe = new AxeBuilder({ page })
    const { violations } = await (theme === 'light' ? axe.withTags(rules) : axe.withRules(rulesOfColour)).analyze()
    const found = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' | ')}`)
    expect.soft(found, `${what}, ${theme}`).toEqual([])
  }
}

test('axe finds nothing on any page, in both themes', async ({ page }) => {
  for (const path of pages) {
    await page.goto(path)
    await settled(page)
    await check(page, path)
  }
})

test('axe finds nothing in palette, keyboard map and account menu, in both themes', async ({ page }) => {
  await openList(page, '/volumes')
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('cache')
  await expect(page.getByRole('option', { name: /^cache/ }).first()).toBeVisible()
  await check(page, 'palette')
  await page.keyboard.press('Escape')

  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toBeVisible()
  await check(page, 'keyboard map')
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: /^Account of/ }).click()
  await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeVisible()
  await check(page, 'account menu')
})

test('axe finds nothing in forms and in each kind of removal, in both themes', async ({ page }) => {
  for (const path of ['/volumes?create=true', '/hosts?add=true']) {
    await page.goto(path)
    await expect(page.getByRole('dialog')).toBeVisible()
    await check(page, path)
  }
  // A tick is enough, a name has to be typed, and one that stays.
  for (const name of ['never-filled', 'export-2023', 'cache']) {
    await openVolume(page, 'web-01', name)
    await page.getByRole('button', { name: 'Remove…' }).click()
    await expect(page.getByRole('alertdialog').getByText(/^Checked/)).toBeVisible()
    await check(page, `removal of ${name}`)
  }
})

test.describe('signed out', () => {
  test.use({ role: null })
  test('axe finds nothing on the page that signs in', async ({ page }) => {
    await page.goto('/sign-in')
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await check(page, '/sign-in')
  })
})

test('the keyboard alone finds a volume: / filters, j and k walk, Enter opens, Ctrl+K goes anywhere', async ({ page }) => {
  await openList(page, '/volumes')
  await page.keyboard.press('/')
  await expect(page.getByLabel('Filter volumes')).toBeFocused()
  await page.keyboard.type('name:cache')
  await expect(page).toHaveURL(/q=name/)
  await expect(page.getByRole('row')).toHaveCount(3)
  await page.keyboard.press('Escape')
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  const grid = page.getByRole('grid')
  await expect(grid).toBeFocused()
  const active = page.locator(`[id="${await grid.getAttribute('aria-activedescendant')}"]`)
  await expect(active).toHaveText('cache')
  await page.keyboard.press('k')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('cache')

  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox')).toBeFocused()
  await page.keyboard.type('import-2024')
  await expect(page.getByRole('option', { name: /^import-2024/, selected: true })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('import-2024')
  await page.keyboard.press('g')
  await page.keyboard.press('h')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hosts')
})
