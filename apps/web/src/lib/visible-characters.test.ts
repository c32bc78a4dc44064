import { expect, test } from 'vitest'
import { visibleParts, visibleText } from './visible-characters.ts'

test('plain text, also non-Latin, is one part', () => {
  expect(visibleParts('shop_pgdata')).toEqual([{ kind: 'text', text: 'shop_pgdata' }])
  expect(visibleParts('データ-été-🐳')).toEqual([{ kind: 'text', text: 'データ-été-🐳' }])
  expect(visibleParts('')).toEqual([{ kind: 'text', text: '' }])
})

test('control and bidi characters become boxes with their code', () => {
  expect(visibleText('a\u202egnp.exe')).toBe('a[U+202E]gnp.exe')
  expect(visibleText('\u001b[31mred\n')).toBe('[U+001B][31mred[U+000A]')
  expect(visibleText('x\u200by')).toBe('x[U+200B]y')
  expect(visibleText('\ud83d')).toBe('[U+D83D]')
})
