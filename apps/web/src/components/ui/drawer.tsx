'use client'
import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { IconButton } from './icon-button.tsx'

interface Props {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: ReactNode
  children: ReactNode
  footer?: ReactNode
}

/** A panel from the right for forms and details; a page of its own on phones. */
export function Drawer({ open, onOpenChange, title, children, footer }: Props) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <div className="fixed inset-0 z-30 bg-scrim animate-fade" />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed inset-y-0 right-0 z-30 flex w-full max-w-[560px] flex-col border-l border-border bg-surface text-md text-text shadow-overlay outline-none animate-drawer sm:rounded-l-lg"
        >
          <div className="flex h-12 shrink-0 items-center gap-2 border-b border-border pr-2 pl-5">
            <Radix.Title className="min-w-0 grow truncate text-lg font-semibold">{title}</Radix.Title>
            <Radix.Close asChild>
              <IconButton label="Close" icon={X} keys="Esc" />
            </Radix.Close>
          </div>
          <div className="min-h-0 grow overflow-auto p-5 scroll-thin">{children}</div>
          {footer ? <div className="flex shrink-0 justify-end gap-2 border-t border-border px-5 py-3">{footer}</div> : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
