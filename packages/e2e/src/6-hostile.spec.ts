import { openList, openVolume, rowOf, settled } from './page-parts.ts'
import { pages } from './pages.ts'
import { expect, test } from './test.ts'

test('WB4: labels that are markup, links, bidi or very long are shown as text, and hidden characters are visible', async ({
  page,
}) => {
  await openVolume(page, 'web-01', 'hostile-labels')
  const main = page.getByRole('main')
  await expect(main.getByText('note=<img src=x onerror=alert(1)>')).toBeVisible()
  await expect(main.getByText('link=javascript:alert(1)')).toBeVisible()
  await expect(main.getByRole('listitem').filter({ hasText: 'title=' })).toContainText('invoiceU+202Egnp.exe')
  await expect(main.getByRole('listitem').filter({ hasText: '=cmd|calc==1+1' })).toBeVisible()
  await expect(main.locator('img, iframe, object, embed, [onerror]')).toHaveCount(0)
  await expect(page.locator('a[href^="javascript:"]')).toHaveCount(0)
  expect(await page.evaluate(() => 'polluted' in {} || Object.keys(Object.prototype).length > 0)).toBe(false)
})

test('WB4: hostile names are rows like others, in lists, filters and the palette', async ({ page }) => {
  await openList(page, '/containers')
  await expect(rowOf(page, 'hasOwnProperty')).toBeVisible()
  await openList(page, '/volumes?q=label.note:*onerror*')
  await expect(rowOf(page, 'hostile-labels')).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('<img src=x onerror=alert(1)>')
  await expect(page.getByText(/Nothing matches '<img src=x onerror=alert\(1\)>'/)).toBeVisible()
  await page.getByRole('combobox').fill('constructor')
  await page.getByRole('option', { name: /^constructor/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('constructor')
})

test('WB4: a name of 200 characters can be read in full', async ({ page }) => {
  const name = `long-${'n'.repeat(195)}`
  await openVolume(page, 'web-01', name)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
})

test.describe('320 px wide', () => {
  test.use({ viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true })

  test('WB4: no page needs to be scrolled sideways', async ({ page }) => {
    for (const path of [
      ...pages,
      '/volume?host=web-01&name=hostile-labels',
      `/volume?host=web-01&name=long-${'n'.repeat(195)}`,
    ]) {
      await page.goto(path)
      await settled(page)
      const widths = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.querySelector('main')?.scrollWidth ?? 0,
      ])
      expect.soft(Math.max(...widths), `${path} fits`).toBeLessThanOrEqual(320)
    }
  })
})
