export type TextPart = { kind: 'text' | 'hidden'; text: string }

/** Controls, bidi marks, zero-width and other formatting characters, line separators, lone surrogates, tags, private use. */
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029\u115f\u1160\u3164\uffa0]/u

/**
 * Splits text from an engine into what may be shown as it is and what must be shown as a box: characters that hide or reorder
 * others (WB4). `text` of a hidden part is its code point ("U+202E").
 */
export function visibleParts(text: string): TextPart[] {
  const parts: TextPart[] = []
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    const shown = hidden.test(character)
      ? { kind: 'hidden' as const, text: `U+${code.toString(16).toUpperCase().padStart(4, '0')}` }
      : { kind: 'text' as const, text: character }
    const last = parts.at(-1)
    if (last?.kind === 'text' && shown.kind === 'text') last.text += character
    else parts.push(shown)
  }
  return parts
}

/** The same as one string, for terminals and logs: hidden characters as "[U+202E]". */
export const visibleText = (text: string): string =>
  visibleParts(text)
    .map((part) => (part.kind === 'hidden' ? `[${part.text}]` : part.text))
    .join('')
