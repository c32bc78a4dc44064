import type { Metadata } from 'next'
import { Suspense } from 'react'
import { SetupForm } from '@/components/auth/setup-form.tsx'

export const metadata: Metadata = { title: 'Set up' }

export default function Page() {
  return (
    <Suspense>
      <SetupForm />
    </Suspense>
  )
}
