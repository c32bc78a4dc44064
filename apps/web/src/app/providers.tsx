'use client'
import { QueryClientProvider } from '@tanstack/react-query'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import type { ReactNode } from 'react'
import { TipLayer } from '@/components/ui/tip-layer.tsx'
import { Toasts } from '@/components/ui/toast.tsx'
import { queryClient } from '@/lib/trpc.ts'

export function Providers({ children }: { children: ReactNode }) {
  return (
    <NuqsAdapter>
      <QueryClientProvider client={queryClient}>
        {children}
        <TipLayer />
        <Toasts />
      </QueryClientProvider>
    </NuqsAdapter>
  )
}
