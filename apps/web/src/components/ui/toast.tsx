'use client'
import { X } from 'lucide-react'
import { Toast as Radix } from 'radix-ui'
import { useSyncExternalStore } from 'react'
import { Button } from './button.tsx'
import { IconButton } from './icon-button.tsx'

interface Toast {
  id: number
  text: string
  action: { label: string; run: () => void } | null
}

let toasts: readonly Toast[] = []
let nextId = 1
const listeners = new Set<() => void>()
const set = (next: readonly Toast[]) => {
  toasts = next
  for (const listener of listeners) listener()
}

/** Says that something worked, for 10 s, with Undo or Open. There is no toast for errors: those stay where they happened. */
export function toast(text: string, action: Toast['action'] = null) {
  set([...toasts.slice(-2), { id: nextId++, text, action }])
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
const none: readonly Toast[] = []

export function Toasts() {
  const shown = useSyncExternalStore(
    subscribe,
    () => toasts,
    () => none,
  )
  const drop = (id: number) => set(toasts.filter((other) => other.id !== id))
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
