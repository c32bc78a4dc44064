import { globMatches } from './glob.ts'

/** Absolute, without `//`, `.`, `..` or a trailing slash: equal to its own normal form. */
export const isPlainPath = (path: string): boolean =>
  path === '/' || (/^(\/[^/\\\p{Cc}]+)+$/u.test(path) && !path.split('/').some((part) => part === '.' || part === '..'))

/**
 * Is the path one that a pattern of a host's policy allows? A last `/*` stands for everything below, at any depth; a `*` elsewhere for
 * characters of one directory name. A path that is not in normal form matches nothing.
 */
export function pathAllowed(pattern: string, path: string): boolean {
  if (!isPlainPath(path)) return false
  const below = pattern.endsWith('/*')
  const wanted = (below ? pattern.slice(0, -2) : pattern).split('/')
  const parts = path.split('/')
  if (path === '/') return pattern === '/'
  if (below ? parts.length <= wanted.length : parts.length !== wanted.length) return false
  return wanted.every((part, index) => globMatches(part, parts[index] ?? ''))
}
