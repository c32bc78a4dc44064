'use client'
import clsx from 'clsx'
import { Check } from 'lucide-react'
import { DropdownMenu as Radix } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'
import { type Icon, iconProps } from './icon.ts'
import { Kbd } from './kbd.tsx'

/** A menu under its trigger. Not modal: a modal one would inject a style tag to lock scrolling. */
export function Menu({
  trigger,
  children,
  align = 'end',
  defaultOpen = false,
}: {
  trigger: ReactElement
  children: ReactNode
  align?: 'start' | 'end'
  defaultOpen?: boolean
}) {
  return (
    <Radix.Root modal={false} defaultOpen={defaultOpen}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="z-40 min-w-48 max-w-80 rounded-md border border-border bg-surface p-1 text-base text-text shadow-overlay outline-none animate-fade"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

const item =
  'flex min-h-7 select-none items-center gap-2 rounded-sm px-2 py-1 outline-none data-highlighted:bg-hover touch:min-h-11'

interface ItemProps {
  children: ReactNode
  icon?: Icon
  keys?: string
  danger?: boolean
  /** Why the entry cannot be used; shown as text in the entry. */
  reason?: string | null
  onSelect: () => void
}

export function MenuItem({ children, icon: Glyph, keys, danger, reason, onSelect }: ItemProps) {
  return (
    <Radix.Item
      onSelect={(event) => (reason ? event.preventDefault() : onSelect())}
      aria-disabled={reason ? true : undefined}
      className={clsx(item, danger && 'text-unreachable', reason && 'text-text-3')}
    >
      {Glyph ? <Glyph {...iconProps} className="shrink-0" /> : null}
      <span className="grow">
        {children}
        {reason ? <span className="block text-sm text-text-3">{reason}</span> : null}
      </span>
      {keys ? <Kbd keys={keys} /> : null}
    </Radix.Item>
  )
}

interface ChoiceProps {
  value: string
  options: readonly { value: string; label: string; icon?: Icon }[]
  onChange: (value: string) => void
}

export function MenuChoice({ value, options, onChange }: ChoiceProps) {
  return (
    <Radix.RadioGroup value={value} onValueChange={onChange}>
      {options.map(({ value: option, label, icon: Glyph }) => (
        <Radix.RadioItem key={option} value={option} onSelect={(event) => event.preventDefault()} className={item}>
          {Glyph ? <Glyph {...iconProps} /> : null}
          <span className="grow">{label}</span>
          <Radix.ItemIndicator>
            <Check {...iconProps} />
          </Radix.ItemIndicator>
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  )
}

export const MenuLabel = ({ children }: { children: ReactNode }) => (
  <Radix.Label className="px-2 pt-2 pb-1 text-sm font-medium text-text-3">{children}</Radix.Label>
)

export const MenuSeparator = () => <Radix.Separator className="-mx-1 my-1 h-px bg-border" />
