/**
 * Where to go after signing in: a path of this site, or the Overview. Anything that a browser could read as another origin
 * (`//host`, `/\host`, a scheme, control characters) is dropped.
 */
export function nextPath(next: string | null | undefined): string {
  if (!next?.startsWith('/') || next.length > 2000) return '/'
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers strip tabs and newlines before they read an address
  if (/^\/[/\\]|[\u0000-\u001f\u007f\\]/.test(next)) return '/'
  const base = 'https://here.invalid'
  const url = URL.canParse(next, base) ? new URL(next, base) : null
  // Normalising can bring forth a second slash (`/.//host`), which browsers read as another site.
  if (url?.origin !== base || url.pathname.startsWith('//') || /^\/(sign-in|setup)\/?$/.test(url.pathname)) return '/'
  return url.pathname + url.search + url.hash
}
