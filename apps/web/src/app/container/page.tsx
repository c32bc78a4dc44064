import type { Metadata } from 'next'
import { Suspense } from 'react'
import { ContainerPage } from '@/components/container/container-page.tsx'

export const metadata: Metadata = { title: 'Container' }

export default function Page() {
  return (
    <Suspense>
      <ContainerPage />
    </Suspense>
  )
}
