import { z } from 'zod'

export const Role = z.enum(['viewer', 'operator', 'admin'])
export type Role = z.infer<typeof Role>

/** `see` reads, `act` changes volumes on hosts, `administer` changes hosts, people and tokens. */
export const Permission = z.enum(['see', 'act', 'administer'])
export type Permission = z.infer<typeof Permission>

const granted: Record<Role, readonly Permission[]> = {
  viewer: ['see'],
  operator: ['see', 'act'],
  admin: ['see', 'act', 'administer'],
}

export const may = (role: Role, permission: Permission): boolean => granted[role].includes(permission)
