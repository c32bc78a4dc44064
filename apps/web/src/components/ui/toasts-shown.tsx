'use client'
import { X } from 'lucide-react'
import { Toast as Radix } from 'radix-ui'
import { useStore } from '@/lib/store.ts'
import { Button } from './button.tsx'
import { IconButton } from './icon-button.tsx'
import { toasts } from './toast.tsx'

export default function ToastsShown() {
  const shown = useStore(toasts)
  const drop = (id: number) => toasts.set(toasts.get().filter((other) => other.id !== id))
  return (
    <Radix.Provider duration={10_000} swipeDirection="right">
      {shown.map(({ id, text, action }) => (
        <Radix.Root
          key={id}
          onOpenChange={(open) => (open ? undefined : drop(id))}
          className="flex items-center gap-3 rounded-md border border-border bg-surface py-1.5 pr-1.5 pl-3 text-base text-text shadow-overlay animate-fade"
        >
          <Radix.Description className="grow">{text}</Radix.Description>
          {action ? (
            <Radix.Action altText={action.label} asChild>
              <Button size="sm" onClick={action.run}>
                {action.label}
              </Button>
            </Radix.Action>
          ) : null}
          <Radix.Close asChild>
            <IconButton label="Dismiss" icon={X} />
          </Radix.Close>
        </Radix.Root>
      ))}
      <Radix.Viewport className="fixed right-4 bottom-4 z-60 flex w-96 max-w-[calc(100vw-32px)] flex-col gap-2 outline-none max-sm:bottom-16" />
    </Radix.Provider>
  )
}
