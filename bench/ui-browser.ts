import { existsSync } from 'node:fs'
import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from '@playwright/test'
import { watchPage } from '@stowage/e2e/page-watch'
import type { LocalUser } from '@stowage/stack/local-access'

/** The desktop of the budgets: 10 Mbit/s each way and 40 ms, for every request. */
const network = { offline: false, latency: 40, downloadThroughput: 10e6 / 8, uploadThroughput: 10e6 / 8 }
const executablePath =
  process.env.STOWAGE_CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path))
const viewport = { width: 1440, height: 900 }

export type Tab = { page: Page; cdp: CDPSession; [Symbol.asyncDispose]: () => Promise<void> }
export type Desk = {
  /** A page with empty caches, signed in, on the slow network. */
  fresh: () => Promise<Tab>
  close: () => Promise<void>
}

async function tabOf(context: BrowserContext): Promise<Tab> {
  await context.addInitScript(watchPage)
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  await cdp.send('Network.enable')
  await cdp.send('Network.emulateNetworkConditions', network)
  return { page, cdp, [Symbol.asyncDispose]: () => context.close() }
}

/** A real Chromium in which somebody is signed in at the server. */
export async function openDesk(url: string, { email, password }: LocalUser): Promise<Desk> {
  const browser: Browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-background-networking'] })
  try {
    const first = await browser.newContext({ baseURL: url })
    const page = await first.newPage()
    await page.goto(`/sign-in#${new URLSearchParams({ as: email, with: password })}`)
    await page.waitForURL((address) => !address.pathname.startsWith('/sign-in'))
    const storageState = await first.storageState()
    await first.close()
    return {
      fresh: async () => tabOf(await browser.newContext({ baseURL: url, viewport, storageState, timezoneId: 'Europe/Berlin' })),
      close: () => browser.close(),
    }
  } catch (error) {
    await browser.close()
    throw error
  }
}
