import type { Metadata } from 'next'
import { Page } from '@/components/shell/page.tsx'
import { EmptyState } from '@/components/ui/empty-state.tsx'
import { Link } from '@/components/ui/link.tsx'
import { Panel } from '@/components/ui/panel.tsx'

export const metadata: Metadata = { title: 'No such page' }

export default function NotFound() {
  return (
    <Page title="No such page">
      <Panel>
        <EmptyState actions={<Link href="/">Overview</Link>}>
          Nothing lives at this address. Volumes, containers and hosts are found with the search field above, removed ones
          included.
        </EmptyState>
      </Panel>
    </Page>
  )
}
