'use client'
import type { UserRow } from '@stowage/api/users'
import type { Role } from '@stowage/domain/role'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button.tsx'
import { ErrorPanel } from '@/components/ui/error-panel.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { type Column, PlainTable } from '@/components/ui/plain-table.tsx'
import { Loading } from '@/components/ui/skeleton.tsx'
import { TableSkeleton } from '@/components/ui/table-skeleton.tsx'
import { Time } from '@/components/ui/time.tsx'
import { trpc } from '@/lib/trpc.ts'
import { EditUser } from './edit-user.tsx'
import { NewUser } from './new-user.tsx'
import { roleWords } from './role-words.ts'

interface Me {
  id: string
  role: Role
}

const columns = (me: Me, edit: (user: UserRow) => void): Column<UserRow>[] => [
  {
    label: 'Name',
    phone: 'title',
    long: true,
    className: 'sm:w-[24%]',
    cell: (user) => (
      <span className={user.disabledAt ? 'text-text-3' : 'font-medium'}>
        {user.name}
        {user.id === me.id ? <span className="font-normal text-text-3"> (you)</span> : null}
      </span>
    ),
  },
  { label: 'E-mail', long: true, className: 'text-text-2', cell: (user) => user.email },
  { label: 'Role', cell: (user) => roleWords[user.role].word },
  {
    label: 'Hosts',
    className: 'text-text-2',
    cell: (user) => (user.hostPatterns.length > 0 ? user.hostPatterns.join(', ') : 'every host'),
  },
  {
    label: 'Account',
    className: 'text-text-2',
    cell: (user) =>
      user.disabledAt ? (
        <>
          disabled <Time at={user.disabledAt} />
        </>
      ) : (
        'enabled'
      ),
  },
  {
    label: 'Change',
    figure: true,
    phone: 'end',
    cell: (user) => (
      <Button size="sm" variant="ghost" onClick={() => edit(user)}>
        Change…
      </Button>
    ),
  },
]

/** People and what they may do. */
export function UserSettings({ me }: { me: Me | null }) {
  const admin = me?.role === 'admin'
  const query = useQuery({ ...trpc.users.list.queryOptions(), enabled: admin })
  const [making, setMaking] = useState(false)
  const [editing, setEditing] = useState<UserRow | null>(null)
  const rows = query.data ?? []
  return (
    <div className="max-w-[960px]">
      {making ? <NewUser onClose={() => setMaking(false)} onDone={() => query.refetch()} /> : null}
      {editing ? <EditUser user={editing} onClose={() => setEditing(null)} onDone={() => query.refetch()} /> : null}
      <Panel
        title="Users and roles"
        actions={
          <Button size="sm" reason={admin ? null : 'Needs Admin. Ask an admin.'} onClick={() => setMaking(true)}>
            Add user…
          </Button>
        }
        flush
      >
        {me && !admin ? (
          <p className="px-4 py-3 text-md text-text-2">Needs Admin. Ask an admin to see and change people and their roles.</p>
        ) : (
          <Loading loading={query.isPending} skeleton={<TableSkeleton rows={4} columns={5} />}>
            {() =>
              me && rows.length > 0 ? (
                <PlainTable caption="People" columns={columns(me, setEditing)} rows={rows} rowKey={(user) => user.id} />
              ) : (
                <ErrorPanel
                  what="Can't load people. Their rights are unchanged."
                  error={query.error}
                  onRetry={() => query.refetch()}
                />
              )
            }
          </Loading>
        )}
      </Panel>
    </div>
  )
}
