import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { findSettings, loginFile, saveLogin } from './settings.ts'

const home = mkdtempSync(join(tmpdir(), 'stowage-cli-'))
const env = { HOME: home }
afterAll(() => rmSync(home, { recursive: true }))

const kept = { url: 'https://stowage.example', token: 'stw_kept' }

test('options win over the environment, the environment over what login kept', () => {
  saveLogin(kept, env)
  expect(findSettings({}, env)).toEqual(kept)
  const fromEnv = { ...env, STOWAGE_URL: 'https://other.example', STOWAGE_TOKEN: 'stw_env' }
  expect(findSettings({}, fromEnv)).toEqual({ url: 'https://other.example', token: 'stw_env' })
  expect(findSettings({ token: 'stw_option' }, fromEnv).token).toBe('stw_option')
})

test('a kept token is never sent to another address', () => {
  saveLogin(kept, env)
  expect(() => findSettings({ url: 'https://evil.example' }, env)).toThrow(/No token is known for https:\/\/evil.example/)
})

test('the file is for its owner only, and one that others may read is refused with what to do', () => {
  const file = saveLogin(kept, env)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  chmodSync(file, 0o644)
  expect(() => findSettings({}, env)).toThrow(`chmod 600 ${file}`)
  chmodSync(file, 0o600)
})

test('a file that is no settings says so', () => {
  writeFileSync(loginFile(env), '{"url": 3}')
  expect(() => findSettings({}, env)).toThrow(/cannot be read as settings/)
})
