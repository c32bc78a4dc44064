import type { Metadata } from 'next'
import { Suspense } from 'react'
import { ContainersPage } from '@/components/containers/containers-page.tsx'
import { ListFrame } from '@/components/table/list-frame.tsx'

export const metadata: Metadata = { title: 'Containers' }

export default function Page() {
  return (
    <Suspense fallback={<ListFrame title="Containers" />}>
      <ContainersPage />
    </Suspense>
  )
}
