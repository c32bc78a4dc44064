import { namesOnScreen, openList } from './page-parts.ts'
import { expect, test } from './test.ts'

test('a filter by size shows what is larger, and says what it had to leave out', async ({ page }) => {
  await openList(page, '/volumes')
  await page.getByLabel('Filter volumes').fill('size:>1MiB')
  await expect(page).toHaveURL(/q=size/)
  // The list without a filter has all of them, until the answer comes.
  await expect.poll(() => namesOnScreen(page)).not.toContain('never-filled')
  await expect.poll(() => namesOnScreen(page)).toEqual(expect.arrayContaining(['blog_uploads', 'export-2023', 'shop_db-data']))
  await expect(page.getByText(/\d+ with an unknown value not included/)).toBeVisible()
  await page.getByRole('button', { name: 'Show them' }).click()
  await expect.poll(() => namesOnScreen(page)).toContain('nas-media')
})

test('A25: unknown sizes stand after the known ones in both directions', async ({ page }) => {
  await openList(page, '/volumes')
  for (const direction of ['descending', 'ascending']) {
    await page.getByRole('columnheader', { name: 'Size' }).getByRole('button').click()
    await expect(page.getByRole('columnheader', { name: 'Size' })).toHaveAttribute('aria-sort', direction)
    await page.getByRole('grid').press('End')
    await page.getByRole('grid').press('Control+End')
    await expect(page.getByText(/^Size unknown · \d+ volumes?$/)).toBeVisible()
    const names = await namesOnScreen(page)
    expect(names.slice(-3)).toContain('nas-media')
  }
})

test('state:unknown finds what nobody can judge', async ({ page }) => {
  await openList(page, '/volumes?q=state:unknown')
  await expect.poll(() => namesOnScreen(page)).toContain('nas-media')
  expect(await namesOnScreen(page)).not.toContain('never-filled')
})

test('a filter that cannot be read marks its mistake and keeps the last result', async ({ page }) => {
  await openList(page, '/volumes?q=never-filled')
  await expect.poll(() => namesOnScreen(page)).toEqual(['never-filled'])
  const field = page.getByLabel('Filter volumes')
  await field.fill('sise:>1GiB')
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await expect(field).toHaveAccessibleDescription(/Did you mean size\?.*The last result stays\./)
  expect(await namesOnScreen(page)).toEqual(['never-filled'])
  await page.getByRole('button', { name: 'Clear filter' }).click()
  await expect(field).not.toHaveAttribute('aria-invalid')
  await expect.poll(async () => (await namesOnScreen(page)).length).toBeGreaterThan(5)
})

test('the address holds filter and order: a reload and a second person see the same', async ({ page }) => {
  await openList(page, '/volumes')
  await page.getByLabel('Filter volumes').fill('host:web-02')
  await expect(page).toHaveURL(/q=host/)
  await page.getByRole('columnheader', { name: 'Size' }).getByRole('button').click()
  await expect(page).toHaveURL(/sort=/)
  await expect(page.getByRole('columnheader', { name: 'Size' })).toHaveAttribute('aria-sort', 'descending')
  await expect.poll(async () => (await namesOnScreen(page))[0]).toBe('blog_uploads')
  const before = await namesOnScreen(page)
  await page.reload()
  await expect(page.getByLabel('Filter volumes')).toHaveValue('host:web-02')
  await expect(page.getByRole('columnheader', { name: 'Size' })).toHaveAttribute('aria-sort', 'descending')
  await expect.poll(() => namesOnScreen(page)).toEqual(before)
})

test('an address with a filter that cannot be read says so and offers to clear it', async ({ page }) => {
  await page.goto('/volumes?q=size:big')
  await expect(page.getByText("This filter can't be read, so nothing is listed.")).toBeVisible()
  await page.getByRole('button', { name: 'Clear filter' }).last().click()
  await expect.poll(async () => (await namesOnScreen(page)).length).toBeGreaterThan(5)
})

test('a column that does not exist is said, not swallowed', async ({ page }) => {
  await openList(page, '/volumes?sort=sise')
  await expect(page.getByText(/Ignored .*sise.*: no such column/)).toBeVisible()
})
