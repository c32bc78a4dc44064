import { globSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'

/** Who may import whom (docs/architecture.md). `types` may be imported as types only. */
const rules: Record<string, { values: string[]; types?: string[] }> = {
  'packages/domain': { values: [] },
  'packages/engine': { values: ['domain'] },
  'packages/db': { values: ['domain'] },
  'packages/api': { values: ['domain', 'db'] },
  'packages/lab': { values: [] },
  // Simulated agents are the real ones but for the engine.
  'packages/lab/src/simulate': { values: ['domain', 'agent'] },
  'packages/e2e': { values: ['domain', 'db', 'lab', 'stack'], types: ['api'] },
  'packages/stack': { values: ['domain', 'db', 'api', 'lab'] },
  'apps/agent': { values: ['domain', 'engine'], types: ['api'] },
  'apps/server': { values: ['domain', 'db', 'api'] },
  'apps/web': { values: ['domain'], types: ['api'] },
  'apps/cli': { values: ['domain'], types: ['api'] },
}
const isTest = (file: string) => /\.test\.tsx?$|\/test\/|\/testing\//.test(file)
/** A folder with a rule of its own is judged by that alone. */
const hasOwnRule = (file: string, workspace: string) =>
  Object.keys(rules).some((other) => other.startsWith(`${workspace}/`) && file.startsWith(`${other}/`))
const problems: string[] = []

for (const [workspace, allowed] of Object.entries(rules)) {
  for (const file of globSync(`${workspace}/**/*.{ts,tsx,mjs}`, {
    exclude: ['**/node_modules/**', '**/generated/**', '**/dist/**', '**/out/**', '**/.next/**'],
  })) {
    if (isTest(file) || hasOwnRule(file, workspace)) continue
    const source = readFileSync(file, 'utf8')
    for (const match of source.matchAll(/(import|export)(\s+type)?[^'"\n;]*from\s+['"]@stowage\/([a-z0-9-]+)/g)) {
      const target = match[3] ?? ''
      const own = workspace.split('/')[1] === target
      if (own || allowed.values.includes(target) || (match[2] && allowed.types?.includes(target))) continue
      problems.push(`${relative('.', file)}: ${workspace} may not import @stowage/${target}${match[2] ? '' : ' (as a value)'}`)
    }
    if (workspace === 'packages/domain' && /from\s+['"]node:/.test(source)) problems.push(`${file}: domain imports zod only`)
    const lines = source.split('\n').length
    if (lines > 300) problems.push(`${file}: ${lines} lines; split it (300 is the most)`)
  }
}

for (const problem of problems) console.error(problem)
console.log(`boundaries: ${problems.length === 0 ? 'kept' : `${problems.length} broken`}`)
process.exit(problems.length === 0 ? 0 : 1)
