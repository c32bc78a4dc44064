import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'
import type { LabStack } from '@stowage/stack/lab-stack'

const executablePath =
  process.env.STOWAGE_CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path))

/** Runs in the page: tells each name in a row of the grid once, with the time at which the DOM changed. */
const watch = (prefix: string) => `{
  const told = new Set()
  const look = () => {
    const at = Date.now()
    for (const cell of document.querySelectorAll('[role=row] [role=gridcell]:first-child')) {
      const name = new RegExp(${JSON.stringify(prefix)} + '[0-9a-z]+').exec(cell.textContent)?.[0]
      if (name && !told.has(name)) {
        told.add(name)
        window.tellRow(name, at)
      }
    }
  }
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true })
  look()
}`

export type OpenPage = {
  /** When the row with this name first stood in the DOM, in milliseconds since the epoch; waits up to 30 s for it. */
  rowAt: (name: string) => Promise<number>
  [Symbol.asyncDispose]: () => Promise<void>
}

/** A real Chromium, signed in, on a page of the running server, so high that no row of a benchmark is out of view. */
export async function openPage({ url, admin }: LabStack, path: string, prefix: string): Promise<OpenPage> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-background-networking'] })
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 2400 } })
    const seen = new Map<string, number>()
    const waiting = new Map<string, (at: number) => void>()
    await page.exposeFunction('tellRow', (name: string, at: number) => {
      seen.set(name, at)
      waiting.get(name)?.(at)
    })
    await page.goto(`${url}/sign-in#${new URLSearchParams({ as: admin.email, with: admin.password })}`)
    await page.waitForURL((address) => !address.pathname.startsWith('/sign-in'))
    await page.goto(`${url}${path}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.evaluate(watch(prefix))
    const rowAt = (name: string) =>
      new Promise<number>((resolve, reject) => {
        const known = seen.get(name)
        if (known !== undefined) return resolve(known)
        const late = setTimeout(() => reject(new Error(`no row of ${name} within 30 s`)), 30_000)
        waiting.set(name, (at) => {
          clearTimeout(late)
          resolve(at)
        })
      })
    return { rowAt, [Symbol.asyncDispose]: () => browser.close() }
  } catch (error) {
    await browser.close()
    throw error
  }
}
