import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { commandLine, posixQuote } from './posix-quote.ts'

it('leaves plain words bare and quotes the rest', () => {
  expect(posixQuote('shop_pgdata')).toBe('shop_pgdata')
  expect(posixQuote('')).toBe("''")
  expect(posixQuote("it's")).toBe("'it'\\''s'")
  expect(commandLine(['docker', 'volume', 'create', '--label', 'team=a b', 'assets'])).toBe(
    "docker volume create --label 'team=a b' assets",
  )
})

it('gives a real shell back exactly the words that went in', () => {
  const words = fc.sample(
    fc.string({ unit: 'binary-ascii' }).filter((word) => !word.includes('\0')),
    100,
  )
  const out = execFileSync('sh', ['-c', `printf '%s\\0' ${words.map(posixQuote).join(' ')}`]).toString()
  expect(out.split('\0').slice(0, -1)).toEqual(words)
})
