'use client'
import { useQuery } from '@tanstack/react-query'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { Page } from '@/components/shell/page.tsx'
import { Tabs } from '@/components/ui/tabs.tsx'
import { trpc } from '@/lib/trpc.ts'
import { AccountSettings } from './account-settings.tsx'
import { AppearanceSettings } from './appearance-settings.tsx'
import { TokenSettings } from './token-settings.tsx'
import { UserSettings } from './user-settings.tsx'

const names = ['account', 'tokens', 'users', 'appearance'] as const

/** Who may do what, tokens for scripts, and how things look here. */
export function SettingsPage() {
  const [tab, setTab] = useQueryState('tab', parseAsStringLiteral(names).withDefault('account').withOptions({ history: 'push' }))
  const me = useQuery(trpc.me.get.queryOptions())
  return (
    <Page title="Settings">
      <Tabs
        label="Settings"
        value={tab}
        onChange={(next) => setTab(names.find((name) => name === next) ?? null)}
        tabs={[
          { value: 'account', label: 'Account', content: <AccountSettings /> },
          { value: 'tokens', label: 'API tokens', content: <TokenSettings role={me.data?.role ?? 'viewer'} /> },
          { value: 'users', label: 'Users and roles', content: <UserSettings me={me.data ?? null} /> },
          { value: 'appearance', label: 'Appearance', content: <AppearanceSettings /> },
        ]}
      />
    </Page>
  )
}
