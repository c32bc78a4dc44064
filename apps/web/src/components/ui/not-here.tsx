import { SearchX } from 'lucide-react'
import { EmptyState } from './empty-state.tsx'
import { Link } from './link.tsx'

/** For an id that does not exist in the reader's scope: removed, mistyped and foreign ones read the same. */
export function NotHere({ what, list }: { what: string; list: { href: string; label: string } }) {
  return (
    <EmptyState
      icon={SearchX}
      actions={
        <>
          <Link href="/activity">Search Activity</Link>
          <Link href={list.href}>{list.label}</Link>
        </>
      }
    >
      No {what} with this id in your scope. It may have been removed.
    </EmptyState>
  )
}
