import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { type FullConfig, request } from '@playwright/test'
import { type Stage, sessionFile, stageDirName, stageFile } from './stage.ts'

const program = fileURLToPath(new URL('stack-main.ts', import.meta.url))

/** One stack for the run, in a process of its own that ends with this one, and a session per role. */
export default async function setUp({ projects: [project] }: FullConfig): Promise<() => Promise<void>> {
  const logs = join(project?.outputDir ?? tmpdir(), 'stack')
  const dir = mkdtempSync(join(tmpdir(), 'stowage-e2e-'))
  // Its own process group: Ctrl-C ends the tests first, and the closed pipe ends the stack after them.
  const child = spawn(
    process.execPath,
    [program, 'e2e', process.env.STOWAGE_SCREENSHOTS === '1' ? 'demo' : 'journeys', logs, dir],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
      detached: true,
    },
  )
  const tearDown = async () => {
    child.stdin.end()
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    rmSync(dir, { recursive: true, force: true })
  }
  try {
    const line = await Promise.race([
      once(createInterface(child.stdout), 'line').then(([text]) => String(text)),
      once(child, 'exit').then(([code]) => Promise.reject(new Error(`The stack ended with ${code} before it was ready.`))),
    ])
    const stage: Stage = JSON.parse(line)
    writeFileSync(stageFile(dir), line, { mode: 0o600 })
    process.env[stageDirName] = dir
    for (const role of ['admin', 'operator', 'viewer'] as const) await signIn(stage, role, sessionFile(dir, role))
    return tearDown
  } catch (error) {
    await tearDown()
    throw error
  }
}

async function signIn({ url, people }: Stage, role: keyof Stage['people'], path: string): Promise<void> {
  const context = await request.newContext({ baseURL: url, extraHTTPHeaders: { origin: url } })
  const { email, password } = people[role]
  const answer = await context.post('/auth/sign-in/email', { data: { email, password } })
  if (!answer.ok()) throw new Error(`${role} could not sign in: ${answer.status()} ${await answer.text()}`)
  await context.storageState({ path })
  await context.dispose()
}
