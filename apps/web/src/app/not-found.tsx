import Link from 'next/link'
import { Page } from '@/components/shell/page.tsx'
import { EmptyState } from '@/components/ui/empty-state.tsx'

export default function NotFound() {
  return (
    <Page title="No such page">
      <EmptyState>
        The address leads nowhere.{' '}
        <Link href="/" className="text-link underline">
          Open the overview
        </Link>
      </EmptyState>
    </Page>
  )
}
