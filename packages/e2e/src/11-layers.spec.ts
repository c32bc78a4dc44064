import type { Page } from '@playwright/test'
import { formatBytes } from '@stowage/domain/format'
import { connectHost, type LabHost } from '@stowage/lab/host'
import { openList, rowOf } from './page-parts.ts'
import { readStage } from './stage.ts'
import { expect, test } from './test.ts'

/** A container of a Compose service with one volume, which it writes to as well: what lies there is no part of its layer. */
const runShop = (host: LabHost, name: string, service: string) =>
  host.docker(
    ...['run', '-d', '--network', 'none', '--name', name, '-v', `${name}-volume:/vol`],
    ...['--label', 'com.docker.compose.project=layers', '--label', `com.docker.compose.service=${service}`],
    'busybox:lab',
  )
const write = (host: LabHost, name: string, script: string) => host.docker('exec', name, 'sh', '-c', script)

/** Opens the page of a container, once Stowage knows it. */
async function openContainer(page: Page, host: string, name: string): Promise<void> {
  await expect(async () => {
    await page.goto(`/container?host=${host}&name=${name}`)
    await expect(page.getByRole('heading', { name: 'Lost if recreated' })).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 15_000 })
}

/** Every line of the tree on the page that is a changed path, as `docker diff` prints it. */
async function linesOfTree(page: Page): Promise<string[]> {
  const rows = await page
    .getByRole('treegrid')
    .locator('[data-line]')
    .evaluateAll((lines) =>
      lines.map((line) => ({
        path: line.querySelector('[data-tip]')?.getAttribute('data-tip') ?? '',
        kind: line.querySelectorAll('[role=gridcell]')[1]?.textContent ?? '',
      })),
    )
  return rows.filter(({ kind }) => kind !== '—').map(({ path, kind }) => `${letters[kind.replace(/[^a-z]/g, '')]} ${path}`)
}
const letters: Record<string, string> = { added: 'A', changed: 'C', deleted: 'D' }

/** `docker diff` without the places where something is mounted, which are no part of the layer's data. */
async function diffOf(host: LabHost, name: string, mounts: readonly string[]): Promise<string[]> {
  const lines = (await host.docker('diff', name)).split('\n').filter(Boolean)
  return lines.filter((line) => !mounts.some((mount) => line.slice(2) === mount || line.slice(2).startsWith(`${mount}/`)))
}

/** SizeRw of the engine, which is what `docker ps -s` prints. */
const layerBytes = async (host: LabHost, name: string): Promise<number> =>
  Number(await host.docker('inspect', '--size', '--format', '{{.SizeRw}}', name))

test.describe.configure({ mode: 'serial' })

test('B3: the layer on the page is the one that docker ps -s and docker diff tell of', async ({ page, web02 }) => {
  const name = 'layer-probe'
  await runShop(web02, name, 'probe')
  await write(
    web02,
    name,
    [
      'mkdir -p /data/deep',
      'dd if=/dev/urandom of=/data/deep/rows bs=64k count=40 2>/dev/null',
      'echo beside > /data/small',
      'echo x > /var/log/app.log',
      'echo x > /tmp/scratch',
      'chmod 600 /etc/app/app.conf',
      'rm /etc/group',
      'dd if=/dev/zero of=/vol/elsewhere bs=64k count=80 2>/dev/null',
    ].join(' && '),
  )
  await openContainer(page, 'web-02', name)
  const expected = formatBytes(await layerBytes(web02, name))
  await page.getByRole('button', { name: 'Measure now' }).click()
  const stack = page.getByText('Lost when recreated').locator('xpath=ancestor::div[contains(@class,"border-border")][1]')
  await expect(stack.getByText(expected, { exact: true })).toBeVisible()
  await expect(page.getByText(/Recreating keeps layer-probe-volume, loses .* in /)).toBeVisible()

  await page.getByRole('button', { name: 'Read changes' }).click()
  await expect(page.getByRole('treegrid')).toBeVisible()
  await expect(page.getByText(/^\d paths?, .* hidden$/)).toBeVisible()
  await page.getByRole('checkbox', { name: 'Hide log, cache and temp' }).click()
  await expect(page.getByText(/^\d paths?, .* hidden$/)).toBeHidden()
  const lines = await linesOfTree(page)
  expect(lines.sort()).toEqual((await diffOf(web02, name, ['/vol'])).sort())
  expect(lines).toEqual(expect.arrayContaining(['A /data/deep/rows', 'C /etc/app/app.conf', 'D /etc/group']))
})

test('B7: a file written into a running container shows as at risk, with the patch that keeps it', async ({
  page,
  context,
  web02,
}) => {
  const name = 'layer-risk'
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await runShop(web02, name, 'risk')
  await openList(page, `/containers?q=name%3A${name}`)
  await write(web02, name, 'mkdir /data && dd if=/dev/urandom of=/data/uploads bs=64k count=50 2>/dev/null')
  await expect(rowOf(page, name)).toContainText('/data')
  await expect(rowOf(page, name)).toContainText('3.13 MiB')
  await rowOf(page, name).getByRole('link').click()
  await page.getByRole('button', { name: 'Copy fix' }).click()
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible()
  const patch = await page.evaluate(() => navigator.clipboard.readText())
  expect(patch).toContain('services:\n  risk:\n    volumes:\n      - "risk-data:/data"\n')
})

test('the tree is walked by keys: it opens and closes folders, and Enter suggests a volume', async ({ page }) => {
  await openContainer(page, 'web-02', 'layer-probe')
  const tree = page.getByRole('treegrid')
  await tree.focus()
  await page.keyboard.press('Home')
  const first = page.locator('[data-line="0"]')
  await expect(first).toHaveAttribute('aria-expanded', 'true')
  await page.keyboard.press('ArrowLeft')
  await expect(first).toHaveAttribute('aria-expanded', 'false')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(tree).toHaveAttribute('aria-activedescendant', /-1$/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Suggest a volume' })).toContainText('probe-deep:/data/deep')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
})

test('J4: from the overview to the fix of the largest risk in three clicks, with the same figure on the way', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('/')
  const tile = page.getByRole('link', { name: /^Data-loss risks/ })
  const figure = /^Data-loss risks(\d+ containers?)/.exec((await tile.textContent()) ?? '')?.[1]
  expect(figure).toMatch(/^[1-9]/)
  await tile.click()
  await expect(page.getByText(new RegExp(`^${figure} · `))).toBeVisible()
  const top = page.locator('[data-row="0"]')
  const path = await top.locator('[data-column="4"] .font-mono').textContent()
  await top.getByRole('link').click()
  await page.getByRole('button', { name: 'Copy fix' }).click()
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(path ?? 'a path')
})

test.afterAll('what these tests made goes again', async () => {
  const data = readStage().hosts.find((each) => each.data.name === 'web-02')?.data
  if (!data) return
  const host = connectHost(data)
  await host.docker('rm', '-f', 'layer-probe', 'layer-risk')
  await host.docker('volume', 'rm', 'layer-probe-volume', 'layer-risk-volume')
})
