'use client'
import type { TokenRow } from '@stowage/api/tokens'
import type { Role } from '@stowage/domain/role'
import { useMutation, useQuery } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button.tsx'
import { EmptyState } from '@/components/ui/empty-state.tsx'
import { ErrorPanel } from '@/components/ui/error-panel.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { type Column, PlainTable } from '@/components/ui/plain-table.tsx'
import { Loading } from '@/components/ui/skeleton.tsx'
import { TableSkeleton } from '@/components/ui/table-skeleton.tsx'
import { Time } from '@/components/ui/time.tsx'
import { trpc } from '@/lib/trpc.ts'
import { NewToken } from './new-token.tsx'
import { roleWords } from './role-words.ts'

const columns = (revoke: (token: TokenRow) => void): Column<TokenRow>[] => [
  {
    label: 'Name',
    className: 'sm:w-[30%]',
    phone: 'title',
    long: true,
    cell: (token) => <span className="font-medium">{token.name}</span>,
  },
  { label: 'May', cell: (token) => roleWords[token.role].word },
  { label: 'Made', phone: 'label', className: 'text-text-2', cell: (token) => <Time at={token.createdAt} /> },
  {
    label: 'Last used',
    phone: 'label',
    className: 'text-text-2',
    cell: (token) => (token.lastUsedAt ? <Time at={token.lastUsedAt} /> : 'Never'),
  },
  {
    label: 'Ends',
    phone: 'label',
    className: 'text-text-2',
    cell: (token) =>
      token.revokedAt ? (
        <>
          revoked <Time at={token.revokedAt} />
        </>
      ) : token.expiresAt ? (
        <Time at={token.expiresAt} />
      ) : (
        'When revoked'
      ),
  },
  {
    label: 'Revoke',
    figure: true,
    phone: 'end',
    cell: (token) =>
      token.revokedAt ? (
        '—'
      ) : (
        <Button size="sm" variant="ghost" onClick={() => revoke(token)}>
          Revoke
        </Button>
      ),
  },
]

/** Tokens of the signed-in person, for the command line and scripts. */
export function TokenSettings({ role }: { role: Role }) {
  const query = useQuery(trpc.tokens.list.queryOptions())
  const revoke = useMutation(trpc.tokens.revoke.mutationOptions({ onSuccess: () => query.refetch() }))
  const [making, setMaking] = useState(false)
  const rows = query.data ?? []
  return (
    <div className="max-w-[960px]">
      {making ? <NewToken role={role} onClose={() => setMaking(false)} onMade={() => query.refetch()} /> : null}
      <Panel
        title="API tokens"
        actions={
          <Button size="sm" onClick={() => setMaking(true)}>
            New token…
          </Button>
        }
        flush
      >
        <Loading loading={query.isPending} skeleton={<TableSkeleton rows={3} columns={5} />}>
          {() =>
            query.isError && rows.length === 0 ? (
              <ErrorPanel what="Can't load your tokens. They keep working." error={query.error} onRetry={() => query.refetch()} />
            ) : rows.length === 0 ? (
              <EmptyState icon={KeyRound}>
                No tokens. A token may never do more than you, and ends when your account does.
              </EmptyState>
            ) : (
              <PlainTable
                caption="Your API tokens"
                columns={columns((token) => revoke.mutate({ id: token.id }))}
                rows={rows}
                rowKey={(token) => token.id}
              />
            )
          }
        </Loading>
      </Panel>
    </div>
  )
}
