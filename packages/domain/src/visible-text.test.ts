import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { visibleParts, visibleText } from './visible-text.ts'

describe('hostile text', () => {
  it('WB4: bidi, control and zero-width characters become boxes, markup stays text', () => {
    expect(visibleText('a\u202Eb\u0000c\u200Bd')).toBe('a[U+202E]b[U+0000]c[U+200B]d')
    expect(visibleText('<img src=x onerror=alert(1)>')).toBe('<img src=x onerror=alert(1)>')
    expect(visibleText('é 日本 👍')).toBe('é 日本 👍')
    expect(visibleText('\ud800')).toBe('[U+D800]')
  })

  it('WB4: no control or formatting character is left in any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visibleText(text)).not.toMatch(/[\p{Cc}\p{Cf}]/u)
        const shown = visibleParts(text).filter((part) => part.kind === 'text')
        for (const part of shown) expect(text).toContain(part.text)
      }),
    )
  })
})
