import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { requirements, supported } from '@stowage/lab/requirements'
import { ensurePrograms } from './system-packages.ts'

/** Everything, unattended: lint, types, build, unit, Postgres, real engines, browser journeys. Arguments pick steps: `npm test -- unit db`. */

type Counts = { passed: number; failed: number; skipped: number }
type Step = { name: string; run: () => Counts | boolean }

const reports = mkdtempSync(join(tmpdir(), 'stowage-test-'))
const onLinuxRoot = process.platform === 'linux' && process.getuid?.() === 0
const browserAt = () =>
  process.env.STOWAGE_CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path))

function command(program: string, args: string[], env: Record<string, string> = {}): boolean {
  return spawnSync(program, args, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } }).status === 0
}

function vitest(project: string): Counts | boolean {
  const outputFile = join(reports, `${project}.json`)
  const ok = command('vitest', [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${outputFile}`,
  ])
  if (!existsSync(outputFile)) return false
  const report = JSON.parse(readFileSync(outputFile, 'utf8'))
  const failed: number = report.numFailedTests + (ok || report.numFailedTests > 0 ? 0 : 1)
  return { passed: report.numPassedTests, failed, skipped: report.numPendingTests }
}

function playwright(): Counts | boolean {
  const outputFile = join(reports, 'browser.json')
  const ok = command('playwright', ['test', '--config', 'packages/e2e/playwright.config.ts', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: outputFile,
    STOWAGE_CHROMIUM: browserAt() ?? '',
  })
  if (!existsSync(outputFile)) return false
  const { stats } = JSON.parse(readFileSync(outputFile, 'utf8'))
  const failed: number = stats.unexpected + (ok || stats.unexpected > 0 ? 0 : 1)
  return { passed: stats.expected + stats.flaky, failed, skipped: stats.skipped }
}

const steps: Step[] = [
  { name: 'lint', run: () => command('npm', ['run', '-s', 'lint']) },
  { name: 'types', run: () => command('npm', ['run', '-s', 'types']) },
  { name: 'build', run: () => command('npm', ['run', '-s', 'build']) },
  { name: 'unit', run: () => vitest('unit') },
  { name: 'db', run: () => vitest('db') },
  { name: 'lab', run: () => vitest('lab') },
  { name: 'browser', run: playwright },
]

if (onLinuxRoot) {
  ensurePrograms([
    ...requirements,
    { program: 'docker-compose', packages: ['docker-compose'] },
    ...(browserAt() ? [] : [{ program: 'chromium', packages: ['chromium'] }]),
  ])
}
const lab = supported()
if (!lab.ok)
  console.error(`Real engines cannot run here: ${lab.reason}. The steps lab and browser are left out; they need Linux and root.`)

const chosen = process.argv.slice(2)
const total: Counts = { passed: 0, failed: 0, skipped: 0 }
const summary: string[] = []
for (const step of steps) {
  if (chosen.length > 0 && !chosen.includes(step.name)) continue
  if (!lab.ok && (step.name === 'lab' || step.name === 'browser')) continue
  console.log(`\n── ${step.name} ──`)
  const startedAt = Date.now()
  const outcome = step.run()
  const counts: Counts = typeof outcome === 'boolean' ? { passed: outcome ? 1 : 0, failed: outcome ? 0 : 1, skipped: 0 } : outcome
  total.passed += counts.passed
  total.failed += counts.failed
  total.skipped += counts.skipped
  const seconds = Math.round((Date.now() - startedAt) / 1000)
  summary.push(
    `${step.name.padEnd(8)} ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped in ${seconds} s`,
  )
}
rmSync(reports, { recursive: true, force: true })
console.log(`\n${summary.join('\n')}\n${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1)
