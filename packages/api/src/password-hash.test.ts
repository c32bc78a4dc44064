import { expect, test } from 'vitest'
import { hashPassword, verifyPassword } from './password-hash.ts'

test('a password matches its own hash only', async () => {
  const hash = await hashPassword('пароль für stowage')
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await verifyPassword('пароль für stowage', hash)).toBe(true)
  expect(await verifyPassword('пароль fur stowage', hash)).toBe(false)
  expect(await hashPassword('пароль für stowage')).not.toBe(hash)
})

test('the same text typed on another keyboard matches: composed and decomposed letters are one', async () => {
  const hash = await hashPassword('caf\u00e9 au lait 2')
  expect(await verifyPassword('cafe\u0301 au lait 2', hash)).toBe(true)
})

test('a text that is no argon2id hash matches nothing', async () => {
  expect(await verifyPassword('', '')).toBe(false)
  expect(await verifyPassword('x', '$2b$10$abcdefghijklmnopqrstuv')).toBe(false)
})
