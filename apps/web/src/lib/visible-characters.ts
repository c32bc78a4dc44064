/** Code points that change how text reads without being seen: control, bidi, zero-width, fillers, lone surrogates. */
const hidden: readonly (readonly [from: number, to: number])[] = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180e, 0x180e],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xd800, 0xdfff],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff9, 0xfffb],
]
const isHidden = (code: number) => hidden.some(([from, to]) => code >= from && code <= to)

export type TextPart = { kind: 'text'; text: string } | { kind: 'hidden'; code: string }

/** Splits text from hosts into what can be shown as it is and code points to show as boxes (`U+202E`). */
export function visibleParts(text: string): TextPart[] {
  const parts: TextPart[] = []
  let plain = ''
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    if (!isHidden(code)) {
      plain += character
      continue
    }
    if (plain) parts.push({ kind: 'text', text: plain })
    plain = ''
    parts.push({ kind: 'hidden', code: `U+${code.toString(16).toUpperCase().padStart(4, '0')}` })
  }
  if (plain || parts.length === 0) parts.push({ kind: 'text', text: plain })
  return parts
}

/** The same as plain text, for titles and labels. */
export const visibleText = (text: string): string =>
  visibleParts(text)
    .map((part) => (part.kind === 'text' ? part.text : `[${part.code}]`))
    .join('')
