import { chmod, chown, mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parsePolicy, readPolicy } from './policy.ts'
import { watchPolicy } from './watch-policy.ts'

const file = async (text: string) => {
  const directory = await mkdtemp(join(tmpdir(), 'stowage-policy-'))
  await chmod(directory, 0o755)
  const path = join(directory, 'policy.yaml')
  await writeFile(path, text, { mode: 0o644 })
  return { directory, path }
}
const asRoot = test.runIf(process.getuid?.() === 0)

test('without a file the host is read-only and nothing is wrong', async () => {
  expect(await readPolicy('/nonexistent/policy.yaml')).toMatchObject({ policy: { mode: 'read-only' }, problem: null })
})

asRoot('a file of root says what may be done', async () => {
  const { path } = await file('mode: manage\ncreate:\n  bind:\n    paths: [/srv/volumes/*]\n')
  expect(await readPolicy(path)).toMatchObject({
    policy: { mode: 'manage', create: { bind: { paths: ['/srv/volumes/*'] } } },
    problem: null,
  })
})

asRoot('a file that somebody else owns or may write is ignored, with the reason', async () => {
  const owned = await file('mode: manage\n')
  await chown(owned.path, 1000, 1000)
  const open = await file('mode: manage\n')
  await chmod(open.path, 0o666)
  const around = await file('mode: manage\n')
  await chmod(around.directory, 0o777)
  const directory = await file('')
  await mkdir(`${directory.path}.d`)
  for (const [path, reason] of [
    [owned.path, /belong to root/],
    [open.path, /others may write/],
    [around.path, /its directory/],
    [`${directory.path}.d`, /not a regular file|EISDIR/],
  ] as const) {
    const state = await readPolicy(path)
    expect(state.policy.mode).toBe('read-only')
    expect(state.problem).toMatch(reason)
  }
})

test('anything that is not fully understood makes the host read-only', () => {
  for (const [text, reason] of [
    ['mode: manage\nmoode: x\n', /moode/],
    ['mode: manage\nmode: read-only\n', /unique/i],
    ['mode: MANAGE\n', /^.*mode: /],
    ['mode: manage\nlimits:\n  removalsPerHour: -1\n', /limits\.removalsPerHour/],
    ['mode: [manage\n', /ignored/],
    ['mode: !!js/function manage\n', /tag/i],
    ['a: &a manage\nmode: *a\n', /alias/i],
    ['- mode\n', /expected object/i],
  ] as const) {
    const state = parsePolicy(text)
    expect(state.policy.mode, text).toBe('read-only')
    expect(state.problem, text).toMatch(reason)
  }
})

test('an empty file means the defaults', () => {
  expect(parsePolicy('')).toMatchObject({ policy: { mode: 'read-only' }, problem: null })
})

asRoot('a change of the file is told', async () => {
  const { path } = await file('mode: read-only\n')
  const { promise, resolve } = Promise.withResolvers<string>()
  const watch = await watchPolicy(path, (state) => resolve(state.policy.mode))
  await writeFile(path, 'mode: manage\n')
  expect(await promise).toBe('manage')
  expect(watch.current.policy.mode).toBe('manage')
  watch.stop()
})
