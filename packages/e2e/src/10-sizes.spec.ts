import type { Page } from '@playwright/test'
import { formatBytes } from '@stowage/domain/format'
import { connectHost, type LabHost } from '@stowage/lab/host'
import { openList, openVolume, rowOf, runContainer } from './page-parts.ts'
import { readStage } from './stage.ts'
import { expect, test } from './test.ts'

/** What GNU du says of a directory of a volume, on its host. */
async function duBytes(host: LabHost, volume: string, path = ''): Promise<number> {
  const mountpoint = await host.docker('volume', 'inspect', '--format', '{{.Mountpoint}}', volume)
  const line = await host.exec('du', ['-s', '--block-size=1', '-x', `${mountpoint.trim()}${path}`])
  return Number(line.split('\t')[0])
}

/** Files below a volume that are no directories; one with two names counts once, as its bytes do. */
async function countFiles(host: LabHost, volume: string): Promise<number> {
  const mountpoint = await host.docker('volume', 'inspect', '--format', '{{.Mountpoint}}', volume)
  const inodes = await host.exec('find', [mountpoint.trim(), '!', '-type', 'd', '-printf', '%i\n'])
  return new Set(inodes.split('\n').filter(Boolean)).size
}

/** A container that waits, and holds volumes whose size is not what it seems. */
async function runWriter(host: LabHost): Promise<void> {
  await runContainer(host, 'sizes-writer', '-v', 'sizes-sparse:/sparse', '-v', 'sizes-many:/many')
  const script = [
    'dd if=/dev/zero of=/sparse/disk.img bs=1 count=0 seek=1G 2>/dev/null',
    'dd if=/dev/urandom of=/sparse/index bs=64k count=5 2>/dev/null',
    'mkdir -p /many/inbox /many/archive/2024',
    'for n in $(seq 400); do echo $n > /many/inbox/mail-$n; done',
    'for n in $(seq 3); do dd if=/dev/urandom of=/many/archive/2024/box-$n bs=64k count=8 2>/dev/null; done',
    'ln /many/archive/2024/box-1 /many/archive/2024/same-as-box-1',
  ].join(' && ')
  await host.docker('exec', 'sizes-writer', 'sh', '-c', script)
}

/** The line under the name of the volume. */
const sizeLine = (page: Page) => page.getByText(/measured (now|\d+ \w+ ago)/).first()

/** Presses "Measure now" until the page tells this size: the count may have begun before the last write. */
async function measured(page: Page, bytes: number): Promise<void> {
  await expect(async () => {
    await page.getByRole('button', { name: 'Measure now' }).click({ timeout: 2_000 })
    await expect(sizeLine(page)).toContainText(formatBytes(bytes), { timeout: 4_000 })
  }).toPass({ timeout: 20_000 })
}

test.describe.configure({ mode: 'serial' })

test('B1: the size of a sparse, a many-file and an idle volume is what du says on its host', async ({ page, web01, web02 }) => {
  await runWriter(web01)
  for (const [host, name] of [
    [web01, 'sizes-sparse'],
    [web01, 'sizes-many'],
    [web02, 'blog_uploads'],
  ] as const) {
    await openVolume(page, host.name, name)
    await measured(page, await duBytes(host, name))
    const files = await countFiles(host, name)
    await expect(page.getByText(`${files.toLocaleString('en')} file${files === 1 ? '' : 's'}`, { exact: true })).toBeVisible()
  }
})

test('sparse files: the page tells what the disk holds and what the files say', async ({ page, web01 }) => {
  await openVolume(page, 'web-01', 'sizes-sparse')
  await expect(page.getByText(/on the disk, 1.00 GiB in its files: files with holes/)).toBeVisible()
  expect(await duBytes(web01, 'sizes-sparse')).toBeLessThan(2 ** 20)
})

test('a volume without files is 0 B, not the size of its directory', async ({ page }) => {
  await openVolume(page, 'web-01', 'never-filled')
  await page.getByRole('button', { name: 'Measure now' }).click()
  await expect(sizeLine(page)).toContainText('0 B')
  await expect(page.getByText('0 files')).toBeVisible()
})

test('"Measure now" in the list counts what was written since, and the row follows by itself', async ({ page, web01 }) => {
  await openList(page, '/volumes?q=sizes-sparse')
  await web01.docker('exec', 'sizes-writer', 'sh', '-c', 'dd if=/dev/urandom of=/sparse/more bs=64k count=40 2>/dev/null; sync')
  const expected = formatBytes(await duBytes(web01, 'sizes-sparse'))
  await rowOf(page, 'sizes-sparse').locator('[data-column="3"]').click()
  await page.getByRole('button', { name: 'Measure now' }).click()
  await expect(page.getByText('Measuring 1 volume', { exact: true })).toBeVisible()
  await expect(rowOf(page, 'sizes-sparse')).toContainText(expected)
})

test('a scan shows the directories with the sizes du tells, in the map and in its table', async ({ page, web01 }) => {
  await openVolume(page, 'web-01', 'sizes-many')
  await page.getByRole('tab', { name: 'Contents' }).click()
  await expect(page.getByText(/^Not scanned\. Looking at 403 files/)).toBeVisible()
  await page.getByRole('button', { name: 'Scan', exact: true }).click()
  const table = page.getByRole('table', { name: 'Directories of sizes-many' })
  await expect(table).toBeVisible()
  for (const [name, path] of [
    ['archive', '/archive'],
    ['2024', '/archive/2024'],
  ] as const) {
    const row = table.getByRole('row').filter({ has: page.getByText(name, { exact: true }) })
    await expect(row).toContainText(formatBytes(await duBytes(web01, 'sizes-many', path)))
  }
  const map = page.getByRole('group', { name: 'Directories of sizes-many' })
  await map.getByRole('button', { name: /^archive, / }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('navigation', { name: 'Where in it' })).toContainText('archive')
})

test('the space of a host names every kind, and its parts add up to what is used', async ({ page, web01 }) => {
  await page.goto('/host?name=web-01&tab=space')
  const table = page.getByRole('table', { name: 'Used space of web-01' })
  await expect(table).toBeVisible()
  await expect(table.getByRole('row').filter({ hasText: 'sizes-many' })).toContainText(
    formatBytes(await duBytes(web01, 'sizes-many')),
  )
  const texts = await table.locator('tr[data-depth="1"] td:last-child').allTextContents()
  const shares = texts.map((text) => Number.parseFloat(text.replace('<', '')))
  const sum = shares.reduce((all, share) => all + share, 0)
  expect(Math.abs(sum - 100), `${shares.join(' + ')}`).toBeLessThanOrEqual(2)
})

test('history is there as a chart and as a table, and a forecast says why it has no date yet', async ({ page }) => {
  await openVolume(page, 'web-01', 'sizes-many')
  await page.getByRole('tab', { name: 'History' }).click()
  await expect(page.getByText(/Measured once in the last 7 days|at both ends of|Grew from/)).toBeVisible()
  await page.getByRole('button', { name: 'Table' }).click()
  await expect(page.getByRole('table', { name: 'Size' }).getByRole('row')).not.toHaveCount(1)
  await page.goto('/host?name=web-01&tab=forecast')
  await expect(page.getByRole('region', { name: 'Forecast' })).toContainText(/\d of 7 days measured|No forecast|measured/i)
  await expect(page.getByText(/needs measurements at least a day apart/)).toBeVisible()
})

test.afterAll('what these tests made goes again', async () => {
  const data = readStage().hosts.find((host) => host.data.name === 'web-01')?.data
  if (!data) return
  const host = connectHost(data)
  await host.docker('rm', '-f', 'sizes-writer')
  await host.docker('volume', 'rm', 'sizes-sparse', 'sizes-many')
})
