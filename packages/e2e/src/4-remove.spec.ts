import type { Locator, Page } from '@playwright/test'
import { openVolume, runContainer, volumesOf } from './page-parts.ts'
import type { Stage } from './stage.ts'
import { expect, test } from './test.ts'

/** Destroying data asks for a sign-in of the last five minutes; one without the cookie leaves the session of the other tests alone. */
async function signInNow(page: Page, { url, people }: Stage): Promise<void> {
  await page.context().clearCookies()
  const { email, password } = people.admin
  const answer = await page.request.post('/auth/sign-in/email', { data: { email, password }, headers: { origin: url } })
  expect(answer.status()).toBe(200)
}

async function askToRemove(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Remove…' }).click()
  const dialog = page.getByRole('alertdialog')
  await expect(dialog.getByText('Checking what uses this volume')).toBeHidden()
  return dialog
}

test('an empty volume goes with one tick; its page stays and says who removed it', async ({ page, web01 }) => {
  await web01.docker('volume', 'create', 'empty-and-unused')
  await openVolume(page, 'web-01', 'empty-and-unused')
  // Unknown is not empty: the tick is enough only once it was measured.
  await expect(page.getByRole('main').getByText('0 B').first()).toBeVisible()
  const dialog = await askToRemove(page)
  await expect(dialog.getByRole('heading')).toHaveText('Destroy empty-and-unused on web-01?')
  await expect(dialog).toContainText('It was empty when measured.')
  const destroy = dialog.getByRole('button', { name: 'Destroy volume' })
  await expect(destroy).toHaveAttribute('aria-disabled', 'true')
  await dialog.getByRole('checkbox', { name: "I understand this can't be undone" }).click()
  await destroy.click()
  await expect(page.getByRole('main').getByText(/^Removed .*Demo admin/)).toBeVisible()
  expect(await volumesOf(web01)).not.toContain('empty-and-unused')
})

test('DS2: a used volume is not offered for removal; the containers that hold it are named, stopped ones too', async ({
  page,
  web02,
}) => {
  await openVolume(page, 'web-02', 'imports')
  const dialog = await askToRemove(page)
  await expect(dialog.getByRole('heading')).toHaveText("Can't remove imports: 1 container uses it.")
  await expect(dialog.getByRole('listitem').filter({ hasText: 'import-2024' }).last()).toContainText('Exited')
  await expect(dialog.getByRole('button', { name: 'Destroy volume' })).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Close' }).click()
  expect(await volumesOf(web02)).toContain('imports')
})

test('DS4: a volume that a container takes while the removal counts down stays', async ({ page, web01, stage }) => {
  await signInNow(page, stage)
  await web01.docker('volume', 'create', 'taken-meanwhile')
  await web01.docker(
    'run',
    '--rm',
    '--network',
    'none',
    '-v',
    'taken-meanwhile:/v',
    'busybox:lab',
    'sh',
    '-c',
    'echo kept > /v/file',
  )
  await openVolume(page, 'web-01', 'taken-meanwhile')
  const dialog = await askToRemove(page)
  await expect(dialog.getByRole('heading')).toHaveText('Destroy taken-meanwhile on web-01 without an archive?')
  await dialog.getByLabel('Type taken-meanwhile to continue').fill('taken-meanwhile')
  await dialog.getByRole('button', { name: 'Destroy volume' }).click()
  await expect(dialog.getByText(/^Starts in \d+ s on web-01/)).toBeVisible()

  await runContainer(web01, 'late-user', '-v', 'taken-meanwhile:/v')
  await expect(page.getByRole('alertdialog').getByRole('heading')).toHaveText(
    "Can't remove taken-meanwhile: 1 container uses it.",
  )
  await expect(page.getByRole('alertdialog').getByText('late-user').first()).toBeVisible()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Close' }).click()
  expect(await web01.docker('exec', 'late-user', 'cat', '/v/file')).toBe('kept\n')
  await web01.docker('rm', '-f', 'late-user')
})

test('A30: the agent looks again at the engine: a use the server cannot know yet refuses the removal', async ({
  page,
  web01,
  stage,
}) => {
  await web01.docker('volume', 'create', 'used-behind')
  await openVolume(page, 'web-01', 'used-behind')
  await expect(page.getByRole('main').getByText('0 B').first()).toBeVisible()
  const dialog = await askToRemove(page)
  await dialog.getByRole('checkbox', { name: "I understand this can't be undone" }).click()
  // The agent stands still, so that neither server nor page hears of the container; the removal waits for it.
  const agent = stage.hosts.find(({ data }) => data.name === 'web-01')?.agentPid ?? 0
  process.kill(agent, 'SIGSTOP')
  try {
    await runContainer(web01, 'unseen-user', '-v', 'used-behind:/v')
    await dialog.getByRole('button', { name: 'Destroy volume' }).click()
    await expect(dialog).toBeHidden()
  } finally {
    process.kill(agent, 'SIGCONT')
  }
  await expect(
    page
      .getByRole('main')
      .getByText(/unseen-user/)
      .first(),
  ).toBeVisible()
  await page.goto('/jobs')
  await expect(page.getByRole('row').filter({ hasText: 'Destroy used-behind' })).toContainText(/Refused|Failed/)
  expect(await volumesOf(web01)).toContain('used-behind')
  await web01.docker('rm', '-f', 'unseen-user')
})
