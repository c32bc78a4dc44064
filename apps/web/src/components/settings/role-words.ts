import { Role } from '@stowage/domain/role'

export const roleWords: Record<Role, { word: string; may: string }> = {
  viewer: { word: 'Viewer', may: 'sees everything on their hosts, changes nothing' },
  operator: { word: 'Operator', may: 'creates and removes volumes, where the host allows it' },
  admin: { word: 'Admin', may: 'may do what an Operator may, and adds hosts and people' },
}

/** Roles that a person of `role` may give to a token of their own. */
export const rolesUpTo = (role: Role): Role[] => Role.options.slice(0, Role.options.indexOf(role) + 1)

export const roleOf = (text: string): Role => Role.options.find((role) => role === text) ?? 'viewer'

/** Host patterns as typed, one a word; empty = every host. */
export const patternsOf = (text: string): string[] => [...new Set(text.split(/[\s,]+/).filter((pattern) => pattern !== ''))]

/** What is wrong with typed patterns, or null. */
export function patternsProblem(text: string): string | null {
  const wrong = patternsOf(text).find((pattern) => !/^[A-Za-z0-9*][A-Za-z0-9_.*-]{0,99}$/.test(pattern))
  return wrong === undefined ? null : `"${wrong}" is not a host name or a pattern such as web-*.`
}
