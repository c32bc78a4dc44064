import { readFileSync } from 'node:fs'
import { expect, test } from './test.ts'

test.use({ role: null, baseURL: async ({ stage }, use) => use(stage.empty.url) })

const password = 'a long enough passphrase'

test('AU2: the link in the log makes the first admin, once; then signing in works and a wrong password says so', async ({
  page,
  stage,
}) => {
  await test.step('there is no default account, and the address alone is not enough', async () => {
    await page.goto('/')
    await expect(page).toHaveURL(/\/sign-in/)
    await page.getByLabel('E-mail').fill('admin@example.com')
    await page.getByLabel('Password').fill('admin')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'E-mail or password is wrong.' })).toBeVisible()
    await page.goto('/setup')
    await expect(page.getByText('Open the sign-up link that the server printed to its log')).toBeVisible()
  })

  const link = /http:\/\/\S+\/setup#\S+/.exec(readFileSync(stage.empty.logFile, 'utf8'))?.[0] ?? ''
  const fill = async (secret: string) => {
    await page.getByLabel('Name').fill('Ada Admin')
    await page.getByLabel('E-mail').fill('ada@example.com')
    await page.getByLabel('Password').fill(secret)
    await page.getByRole('button', { name: 'Create the admin account' }).click()
  }

  await test.step('a made-up link is refused', async () => {
    await page.goto(`/setup#${'x'.repeat(43)}`)
    await page.reload()
    await fill(password)
    await expect(page.getByText('This link was used or has run out.')).toBeVisible()
  })

  await test.step('a short password is refused in the form', async () => {
    await page.goto('about:blank')
    await page.goto(link)
    await fill('short')
    await expect(page.getByText(/at least 12 characters/i)).toBeVisible()
  })

  await test.step('the link makes the admin and signs in', async () => {
    await fill(password)
    await expect(page.getByText(/^No hosts yet\./)).toBeVisible()
  })

  await test.step('signing out ends the session', async () => {
    await page.getByRole('button', { name: 'Account of Ada Admin' }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await expect(page).toHaveURL(/\/sign-in/)
    await page.goto('/volumes')
    await expect(page).toHaveURL(/\/sign-in\?next=/)
  })

  await test.step('the wrong password says so and the right one leads on to where one was going', async () => {
    await page.getByLabel('E-mail').fill('ada@example.com')
    await page.getByLabel('Password').fill('not the passphrase')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'E-mail or password is wrong.' })).toBeVisible()
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page).toHaveURL(/\/volumes/)
  })

  await test.step('the link is used up', async () => {
    await page.goto('about:blank')
    await page.goto(link)
    await expect(page.getByRole('heading', { name: 'Stowage is set up' })).toBeVisible()
  })
})
