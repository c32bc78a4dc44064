import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const rootDir = fileURLToPath(new URL('../../../', import.meta.url))
export const agentProgram = fileURLToPath(new URL('../../../apps/agent/dist/agent.mjs', import.meta.url))
export const serverProgram = fileURLToPath(new URL('../../../apps/server/dist/server.mjs', import.meta.url))
export const staticDir = fileURLToPath(new URL('../../../apps/web/out', import.meta.url))
export const migrationsDir = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url))

/** Builds UI, server and agent where their sources changed since the last build. Throws with the build's own words. */
export function ensureBuilt(): void {
  const build = spawnSync('turbo', ['run', 'build', '--output-logs=errors-only'], { cwd: rootDir, encoding: 'utf8' })
  if (build.status !== 0) throw new Error(`The build failed.\n${build.stdout}\n${build.stderr}`)
}
