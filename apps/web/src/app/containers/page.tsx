import type { Metadata } from 'next'
import { Suspense } from 'react'
import { ContainersPage } from '@/components/containers/containers-page.tsx'

export const metadata: Metadata = { title: 'Containers' }

export default function Page() {
  return (
    <Suspense>
      <ContainersPage />
    </Suspense>
  )
}
