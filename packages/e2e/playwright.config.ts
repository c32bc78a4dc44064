import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'

const chromium = process.env.STOWAGE_CHROMIUM || (existsSync('/usr/bin/chromium') ? '/usr/bin/chromium' : undefined)
const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run']
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu'] : []

/** One fleet of real engines for the whole run, so one worker. No retries: a test that fails now and then has found something. */
export default defineConfig({
  testDir: 'src',
  // The pictures of the documentation are made on request, on the demo fleet.
  testMatch: process.env.STOWAGE_SCREENSHOTS === '1' ? '*.shots.ts' : '*.spec.ts',
  outputDir: 'test-results',
  globalSetup: './src/global-setup.ts',
  workers: 1,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    viewport: { width: 1440, height: 900 },
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    timezoneId: 'Europe/Berlin',
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: { executablePath: chromium, args: [...asRoot, ...quiet] },
  },
})
