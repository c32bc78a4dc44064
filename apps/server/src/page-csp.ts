import { createHash } from 'node:crypto'

const sha256 = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
const unescaped = (attribute: string) =>
  attribute
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

/**
 * The policy of one exported page: files of this server, and the inline scripts and styles that the build wrote into it by their hashes. No
 * `unsafe-inline` anywhere.
 */
export function pageCsp(html: string): string {
  const scripts = bodies(html, /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)
  const styles = bodies(html, /<style[^>]*>([\s\S]*?)<\/style>/g)
  const attributes = bodies(html.replace(/<script[\s\S]*?<\/script>/g, ''), /<[a-z][^>]*?\sstyle="([^"]*)"/g).map(unescaped)
  const hashed = (texts: readonly string[]) => [...new Set(texts.map(sha256))].sort()
  const directives: [string, readonly string[]][] = [
    ['default-src', ["'none'"]],
    ['script-src', ["'self'", ...hashed(scripts)]],
    ['style-src', ["'self'", ...hashed(styles)]],
    ['style-src-attr', attributes.length > 0 ? ["'unsafe-hashes'", ...hashed(attributes)] : ["'none'"]],
    ['img-src', ["'self'", 'data:']],
    ['font-src', ["'self'"]],
    ['connect-src', ["'self'"]],
    ['manifest-src', ["'self'"]],
    ['worker-src', ["'self'"]],
    ['base-uri', ["'none'"]],
    ['form-action', ["'self'"]],
    ['frame-ancestors', ["'none'"]],
  ]
  return directives.map(([name, sources]) => `${name} ${sources.join(' ')}`).join('; ')
}

function bodies(html: string, pattern: RegExp): string[] {
  return [...html.matchAll(pattern)].map((match) => match[1] ?? '').filter((body) => body !== '')
}
