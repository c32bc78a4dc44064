import { AppError } from '@stowage/domain/app-error'

const depthMax = 50
const quote = 34
const forbidden = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * Refuses JSON that nests deeper than 50 levels or has a key that reaches a prototype (WB6). One pass over the text, so that even 4 MiB
 * cost milliseconds; whether it is JSON at all is for the parser.
 */
export function checkJson(text: string, { anyKeys = false }: { anyKeys?: boolean } = {}): void {
  let depth = 0
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === quote) {
      const end = stringEnd(text, at)
      if (!anyKeys && isKey(text, end) && forbidden.has(content(text, at, end))) {
        throw new AppError('bad_request', 'The request has a key that is not allowed.')
      }
      at = end
    } else if (code === 123 || code === 91) {
      depth += 1
      if (depth > depthMax) throw new AppError('bad_request', 'The request nests too deep.')
    } else if (code === 125 || code === 93) depth -= 1
  }
}

/** Index of the closing quote, or the end of the text. */
function stringEnd(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let backslashes = 0
    while (text[end - 1 - backslashes] === '\\') backslashes += 1
    if (backslashes % 2 === 0) return end
  }
  return text.length
}

function isKey(text: string, end: number): boolean {
  let at = end + 1
  while (at < text.length && text.charCodeAt(at) <= 32) at += 1
  return text[at] === ':'
}

/** The string's value; longer ones than any forbidden key with each letter escaped need no look. */
function content(text: string, start: number, end: number): string {
  if (end - start > 80) return ''
  const raw = text.slice(start, end + 1)
  if (!raw.includes('\\')) return raw.slice(1, -1)
  try {
    const value: unknown = JSON.parse(raw)
    return typeof value === 'string' ? value : ''
  } catch {
    return ''
  }
}
