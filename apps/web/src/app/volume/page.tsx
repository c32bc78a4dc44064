import type { Metadata } from 'next'
import { Suspense } from 'react'
import { VolumePage } from '@/components/volume/volume-page.tsx'

export const metadata: Metadata = { title: 'Volume' }

export default function Page() {
  return (
    <Suspense>
      <VolumePage />
    </Suspense>
  )
}
