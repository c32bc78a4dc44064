import type { Permission } from '@stowage/domain/role'
import type { AnyProcedure } from '@trpc/server'
import { z } from 'zod'
import { appRouter } from './router.ts'

export type ProcedureInfo = { path: string; type: 'query' | 'mutation' | 'subscription'; permission: Permission | 'public' }

const Meta = z.object({ permission: z.enum(['see', 'act', 'administer', 'public']) })

// tRPC types this record as nested like the router; at run time it is flat, with paths as keys.
const flat: Record<string, AnyProcedure> = { ...appRouter._def.procedures } as never

/** Every procedure of the user router. Throws when one declares no permission, so that such a server does not start (AZ1). */
export const procedures: readonly ProcedureInfo[] = Object.entries(flat).map(([path, procedure]) => {
  const meta = Meta.safeParse(procedure._def.meta)
  if (!meta.success) throw new Error(`${path} declares no permission`)
  return { path, type: procedure._def.type, permission: meta.data.permission }
})
