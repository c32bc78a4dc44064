'use client'
import clsx from 'clsx'
import { Popover as Radix } from 'radix-ui'
import type { ReactNode, RefObject } from 'react'

interface Props {
  anchor: RefObject<HTMLButtonElement | null>
  open: boolean
  onOpenChange: (open: boolean) => void
  label: string
  align: 'start' | 'center' | 'end'
  className: string | undefined
  children: ReactNode
}

export default function PopoverPanel({ anchor, open, onOpenChange, label, align, className, children }: Props) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Anchor virtualRef={anchor as RefObject<HTMLButtonElement>} />
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={6}
          collisionPadding={8}
          aria-label={label}
          // The trigger closes it by its own press; closing here as well would open it again.
          onInteractOutside={(event) => {
            if (event.target instanceof Node && anchor.current?.contains(event.target)) event.preventDefault()
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            anchor.current?.focus()
          }}
          className={clsx(
            'z-40 max-h-(--radix-popover-content-available-height) max-w-[calc(100vw-16px)] overflow-auto rounded-md border border-border bg-surface text-text shadow-overlay outline-none animate-fade scroll-thin',
            className ?? 'p-3',
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
