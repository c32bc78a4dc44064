import type { Locator, Page } from '@playwright/test'
import { openList, rowOf, volumesOf } from './page-parts.ts'
import { expect, test } from './test.ts'

async function openForm(page: Page): Promise<Locator> {
  await openList(page, '/volumes')
  await page.getByRole('button', { name: 'Create volume' }).click()
  const form = page.getByRole('dialog', { name: 'Create volume' })
  await expect(form.getByRole('checkbox', { name: 'web-01' })).toBeVisible()
  return form
}

test('one form creates a volume on two hosts, says how each went, and both engines have it with the labels', async ({
  page,
  web01,
  web02,
}) => {
  const form = await openForm(page)
  await form.getByLabel('Name', { exact: true }).fill('made-on-two')
  await form.getByRole('checkbox', { name: 'web-01' }).click()
  await form.getByRole('checkbox', { name: 'web-02' }).click()
  await form.getByRole('button', { name: 'Add label' }).click()
  await form.getByLabel('Name of label 1').fill('team')
  await form.getByLabel('Value of label 1').fill('storage')
  await form.getByRole('button', { name: 'Create on 2 hosts' }).click()
  await expect(page.getByText('web-01 created · web-02 created')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(rowOf(page, 'made-on-two')).toHaveCount(2)

  for (const host of [web01, web02]) {
    const labels: unknown = JSON.parse(await host.docker('volume', 'inspect', '-f', '{{json .Labels}}', 'made-on-two'))
    expect(labels).toMatchObject({ team: 'storage' })
  }
})

test('AP7: a host whose policy is read-only is not offered, and one that became so in between refuses in its policy’s words', async ({
  page,
  web01,
  web02,
}) => {
  const form = await openForm(page)
  await expect(form.getByRole('listitem').filter({ hasText: 'db-01' })).toContainText('its agent only observes')
  await expect(form.getByRole('checkbox', { name: 'db-01' })).toHaveCount(0)

  await form.getByLabel('Name', { exact: true }).fill('made-on-one')
  await form.getByRole('checkbox', { name: 'web-01' }).click()
  await form.getByRole('checkbox', { name: 'web-02' }).click()
  const policy = await web02.exec('cat', ['/etc/stowage/policy.yaml'])
  web02.writePolicy('mode: read-only\n')
  try {
    await form.getByRole('button', { name: 'Create on 2 hosts' }).click()
    await expect(page.getByText(/web-01 created · web-02 refused/)).toBeVisible()
    await expect(page.getByRole('dialog').getByRole('listitem').filter({ hasText: 'web-02' })).toContainText(/read-only/)
    expect(await volumesOf(web02)).not.toContain('made-on-one')
    expect(await volumesOf(web01)).toContain('made-on-one')
  } finally {
    web02.writePolicy(policy)
  }
})

test('CV1: a bind of / is refused with the reason before and after it is sent, and no volume exists', async ({ page, web01 }) => {
  const form = await openForm(page)
  await form.getByLabel('Name', { exact: true }).fill('root-of-host')
  await form.getByRole('radio', { name: /^Path/ }).click()
  await form.getByLabel('Path on the host').fill('/')
  await form.getByRole('checkbox', { name: 'web-01' }).click()
  await expect(form.getByText(/^Would refuse: create\.bind\.paths in this host's policy/)).toBeVisible()
  await form.getByRole('button', { name: 'Create volume' }).click()
  await expect(page.getByText('web-01 refused')).toBeVisible()
  await expect(page.getByRole('dialog')).toContainText("create.bind.paths in this host's policy does not list this path")
  expect(await volumesOf(web01)).not.toContain('root-of-host')
})

test('C1, CV7: a name that is taken with other options is refused, and the volume that has it is untouched', async ({
  page,
  web01,
}) => {
  await web01.docker('volume', 'create', '--label', 'owner=someone', 'taken')
  const before = await web01.docker('volume', 'inspect', 'taken')
  const form = await openForm(page)
  await form.getByLabel('Name', { exact: true }).fill('taken')
  await form.getByRole('radio', { name: /^tmpfs/ }).click()
  await form.getByRole('checkbox', { name: 'web-01' }).click()
  await form.getByRole('button', { name: 'Create volume' }).click()
  await expect(page.getByText(/A volume "taken" exists with another .*It was not touched/)).toBeVisible()
  await expect(page.getByRole('dialog').getByText('Failed, nothing created', { exact: true })).toBeVisible()
  expect(await web01.docker('volume', 'inspect', 'taken')).toBe(before)
})

test.describe('a viewer', () => {
  test.use({ role: 'viewer' })

  test('AZ2: sees everything and is told why nothing can be changed', async ({ page }) => {
    await openList(page, '/volumes')
    const create = page.getByRole('button', { name: 'Create volume' })
    await expect(create).toHaveAttribute('aria-disabled', 'true')
    await create.focus()
    await expect(page.getByRole('tooltip')).toHaveText('Needs Operator. Ask an admin.')
    await expect(create).toHaveAccessibleDescription('Needs Operator. Ask an admin.')
  })
})
