'use client'
import { may, type Permission } from '@stowage/domain/role'
import { useQuery } from '@tanstack/react-query'
import { trpc } from '@/lib/trpc.ts'

const needed: Record<Permission, string> = { see: 'Viewer', act: 'Operator', administer: 'Admin' }

/** Null when the signed-in person may do it, else the reason to show beside the disabled control. */
export function useRightReason(permission: Permission): string | null {
  const { data: me } = useQuery({ ...trpc.me.get.queryOptions(), staleTime: 60_000 })
  if (!me) return 'Checking your rights…'
  return may(me.role, permission) ? null : `Needs ${needed[permission]}. Ask an admin.`
}
