import type { Metadata } from 'next'
import { Suspense } from 'react'
import { ListFrame } from '@/components/table/list-frame.tsx'
import { VolumesPage } from '@/components/volumes/volumes-page.tsx'

export const metadata: Metadata = { title: 'Volumes' }

export default function Page() {
  return (
    <Suspense fallback={<ListFrame title="Volumes" />}>
      <VolumesPage />
    </Suspense>
  )
}
