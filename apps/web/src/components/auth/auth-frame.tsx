import type { ReactNode } from 'react'
import { Logo } from '@/components/shell/logo.tsx'

/** The pages outside the shell: one column, one form. */
export function AuthFrame({ title, lead, children }: { title: string; lead?: ReactNode; children?: ReactNode }) {
  return (
    <main className="flex min-h-dvh flex-col items-center bg-bg px-4 pt-[14dvh] pb-12">
      <div className="flex w-full max-w-[384px] flex-col gap-6">
        <div className="-ml-1 flex items-center gap-1">
          <Logo />
          <span className="text-md font-semibold sm:hidden">Stowage</span>
        </div>
        <div className="flex flex-col gap-5 rounded-lg border border-border bg-surface p-6">
          <header className="flex flex-col gap-1">
            <h1 className="text-xl font-semibold">{title}</h1>
            {lead ? <p className="text-md text-text-2">{lead}</p> : null}
          </header>
          {children}
        </div>
      </div>
    </main>
  )
}
