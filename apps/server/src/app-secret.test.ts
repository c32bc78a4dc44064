import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { appSecret, appSecretProblem } from './app-secret.ts'

test.each([
  '',
  '8 chars!',
  'changeme',
  'changeme-changeme-changeme-changeme',
  'a'.repeat(64),
  'your-32-characters-app-secret-here!!',
])('AU1: the secret %j is refused', (secret) => {
  expect(appSecretProblem(secret)).toMatch(/^APP_SECRET/)
  expect(() => appSecret(secret, '/nowhere')).toThrow(/openssl rand/)
})

test('a missing secret is made once, readable by the owner only', () => {
  const dir = mkdtempSync(join(tmpdir(), 'stowage-secret-'))
  onTestFinished(() => rmSync(dir, { recursive: true }))
  const secret = appSecret(undefined, dir)
  expect(secret).toMatch(/^[0-9a-f]{64}$/)
  expect(appSecret(undefined, dir)).toBe(secret)
  expect(statSync(join(dir, 'app-secret')).mode & 0o777).toBe(0o600)
})

test('AU1: a missing secret that cannot be kept is an error that says what to set', () => {
  expect(() => appSecret(undefined, '/dev/null/nowhere')).toThrow(/Set APP_SECRET or STOWAGE_DATA_DIR/)
})
