import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { agentVersion } from './version.ts'

const sources = (directory: URL) =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/\.test\.ts$|testing/.test(name))
    .map((name) => readFileSync(new URL(name, directory), 'utf8'))

test('DS7, D5, A43: nothing in the agent or its engine calls asks for a prune, a force or the volumes of a container', () => {
  const files = [
    ...sources(new URL('./', import.meta.url)),
    ...sources(new URL('../../../packages/engine/src/', import.meta.url)),
  ]
  const lines = files.flatMap((code) => code.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '').split('\n'))
  expect(lines.length).toBeGreaterThan(2000)
  expect(
    lines.filter((line) => /\/prune\b|prune\w*\(|\bforce['"]?\s*:|[?&]force=|[?&]v=1|\bv['"]?\s*:\s*(true|1|'1')/i.test(line)),
  ).toEqual([])
})

test('the version that the agent tells is the version of the package', () => {
  const path = fileURLToPath(new URL('../package.json', import.meta.url))
  expect(JSON.parse(readFileSync(path, 'utf8')).version).toBe(agentVersion)
})
