import { expect, test } from 'vitest'
import { passwordProblem } from './password.ts'

test.each([
  'password1234',
  'x7'.padEnd(64, 'yz!'),
  'k9#'.padEnd(128, 'ab'),
  'пароль для склада',
  '  spaces are fine  ',
  '🐳🐙🦑🦐🦞🦀🐡🐠🐟🐬🐳🐋',
])('AU16: %j is accepted', (password) => {
  expect(passwordProblem(password, ['Ana', 'ana@example.org'])).toBeNull()
})

test.each([
  '',
  'short',
  'elevenchars',
  '123456789012',
  'QWERTY123456',
  'aaaaaaaaaaaaaaa',
  'ababababababab',
  'ana.meier@example.org',
  'y'.repeat(257),
])('AU16: %j is refused, with a reason', (password) => {
  expect(passwordProblem(password, ['Ana Meier', 'ana.meier@example.org'])).toMatch(/\.$/)
})
