import type { Metadata } from 'next'
import { Suspense } from 'react'
import { HostsPage } from '@/components/hosts/hosts-page.tsx'
import { ListFrame } from '@/components/table/list-frame.tsx'

export const metadata: Metadata = { title: 'Hosts' }

export default function Page() {
  return (
    <Suspense fallback={<ListFrame title="Hosts" />}>
      <HostsPage />
    </Suspense>
  )
}
