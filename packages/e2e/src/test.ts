import { type BrowserContext, test as base, expect } from '@playwright/test'
import { connectHost, type LabHost } from '@stowage/lab/host'
import { readStage, type Stage, sessionFile, stageDir } from './stage.ts'

type Fixtures = {
  /** Who is signed in; null = nobody. */
  role: keyof Stage['people'] | null
  stage: Stage
  web01: LabHost
  web02: LabHost
  /** Its agent only observes. */
  db01: LabHost
}

/** Listens on every page of a context for what no page may ever do. The answer: everything found so far. */
export async function watchPages(context: BrowserContext): Promise<() => string[]> {
  const found: string[] = []
  const own = (url: string) => /^(http:\/\/127\.0\.0\.1|blob:|data:|about:)/.test(url)
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      console.error(`CSP violation: ${violatedDirective} ${blockedURI} ${sample}`)
    })
  })
  context.on('console', (message) => {
    const text = message.text()
    // Refusals are answers (401, 403, 404); a page shows them.
    if (message.type() === 'error' && !text.startsWith('Failed to load resource')) found.push(`${message.page()?.url()}: ${text}`)
  })
  context.on('weberror', (error) => found.push(`${error.page()?.url()}: ${error.error().message}`))
  context.on('dialog', (dialog) => {
    found.push(`a ${dialog.type()} opened: ${dialog.message()}`)
    void dialog.dismiss()
  })
  context.on('request', (request) => {
    if (!own(request.url())) found.push(`a request left this machine: ${request.url()}`)
  })
  return () => found
}

/** Every test gets the fleet, and fails when any of its pages broke the content policy, threw, or asked another server. */
export const test = base.extend<Fixtures>({
  role: ['admin', { option: true }],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures here
  stage: async ({}, use) => use(readStage()),
  baseURL: async ({ stage }, use) => use(stage.url),
  storageState: async ({ role }, use) => use(role === null ? undefined : sessionFile(stageDir(), role)),
  context: async ({ context }, use) => {
    const found = await watchPages(context)
    await use(context)
    expect(found(), 'no page broke the content policy (WB4), threw, or asked another server').toEqual([])
  },
  web01: async ({ stage }, use) => use(hostOf(stage, 'web-01')),
  web02: async ({ stage }, use) => use(hostOf(stage, 'web-02')),
  db01: async ({ stage }, use) => use(hostOf(stage, 'db-01')),
})

function hostOf({ hosts }: Stage, name: string): LabHost {
  const found = hosts.find(({ data }) => data.name === name)
  if (!found) throw new Error(`the fleet has no host ${name}`)
  return connectHost(found.data)
}

export { expect } from '@playwright/test'
