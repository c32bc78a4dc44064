import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parsePolicy } from '../../../apps/agent/src/policy.ts'
import { rootDir } from './build.ts'

const read = (path: string) => readFileSync(join(rootDir, path), 'utf8')
const text = read('docs/operations.md')

test('the example policy in docs/operations.md is one that an agent follows', () => {
  const [, yaml = ''] = /```yaml\n([^`]+)```/.exec(text) ?? []
  const { policy, problem } = parsePolicy(yaml)
  expect(problem).toBeNull()
  expect(policy).toMatchObject({ mode: 'manage', create: { nfs: [{ server: 'nas.lan' }] }, limits: { removalsPerHour: 5 } })
})

test.each(['server', 'agent'])('docs/operations.md names every setting of the %s, and no other', (name) => {
  const settings = [...read(`apps/${name}/src/env.ts`).matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, each = '']) => each)
  const [, table = ''] = new RegExp(`^\\| ${name} \\|.*\\n((\\|.*\\n)+)`, 'im').exec(text) ?? []
  const named = [...table.matchAll(/`([A-Z][A-Z_]+)`/g)].map(([, each = '']) => each)
  const wanted = settings.filter((each) => !/TEST|FAULT|_FILE$/.test(each) || /POLICY_FILE|LOCAL_ENROL_FILE/.test(each))
  expect(named.sort()).toEqual(wanted.sort())
})
