import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { Shell } from '@/components/shell/shell.tsx'
import { mono, sans } from './fonts.ts'
import { Providers } from './providers.tsx'
import './globals.css'

export const metadata: Metadata = { title: { default: 'Stowage', template: '%s · Stowage' }, robots: 'noindex' }
export const viewport: Viewport = { width: 'device-width', initialScale: 1 }

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" className={`${sans.variable} ${mono.variable}`} suppressHydrationWarning>
      <head>
        <script src="/theme.js" />
      </head>
      <body>
        <Providers>
          <Shell>{children}</Shell>
        </Providers>
      </body>
    </html>
  )
}
