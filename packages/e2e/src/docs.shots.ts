import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { settled } from './page-parts.ts'
import { expect, test } from './test.ts'

/** `STOWAGE_SCREENSHOTS=1 playwright test`: every page on the demo fleet; those the documentation shows go there, the rest to look at. */
const docs = fileURLToPath(new URL('../../../docs/screenshots', import.meta.url))
const looks = join(tmpdir(), 'stowage-screenshots')
const shown = ['overview-light', 'volumes-light', 'volumes-dark', 'container-light', 'volumes-phone']

const pages = {
  overview: '/',
  volumes: '/volumes',
  volume: '/volume?host=db-01&name=shop_db-data',
  containers: '/containers',
  container: '/container?host=web-01&name=shop-web-1',
  hosts: '/hosts',
  host: '/host?name=db-01',
  contents: '/volume?host=db-01&name=shop_db-data&tab=contents',
  history: '/volume?host=db-01&name=shop_db-data&tab=history',
  encoder: '/container?host=web-02&name=media-encoder-2',
  space: '/host?name=web-02&tab=space',
  forecast: '/host?name=web-02&tab=forecast',
  'create-volume': '/volumes?create=true',
  activity: '/activity',
  settings: '/settings?tab=users',
}
const wide = { viewport: { width: 1440, height: 900 } }
const kinds = {
  light: { ...wide, colorScheme: 'light' },
  dark: { ...wide, colorScheme: 'dark' },
  phone: { viewport: { width: 390, height: 844 }, colorScheme: 'light', isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
} as const

for (const [kind, options] of Object.entries(kinds)) {
  test.describe(kind, () => {
    test.use(options)
    for (const [name, path] of Object.entries(pages)) {
      test(`${name}-${kind}`, async ({ page }) => {
        await page.goto(path)
        // Behind an open form the page is hidden from the queries by role.
        if (path.includes('create')) await expect(page.getByRole('checkbox', { name: 'web-01' })).toBeVisible()
        else await settled(page)
        await page.evaluate(() => document.fonts.ready)
        const file = `${name}-${kind}`
        await page.screenshot({ path: join(shown.includes(file) ? docs : looks, `${file}.png`), animations: 'disabled' })
      })
    }
  })
}
