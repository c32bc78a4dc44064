import type { Metadata } from 'next'
import { Suspense } from 'react'
import { VolumesPage } from '@/components/volumes/volumes-page.tsx'

export const metadata: Metadata = { title: 'Volumes' }

export default function Page() {
  return (
    <Suspense>
      <VolumesPage />
    </Suspense>
  )
}
