'use client'
import { Check, Minus } from 'lucide-react'
import { Checkbox as Radix } from 'radix-ui'
import { type ReactNode, useId } from 'react'

interface Props {
  checked: boolean | 'indeterminate'
  onChange: (checked: boolean) => void
  children: ReactNode
}

export function Checkbox({ checked, onChange, children }: Props) {
  const id = useId()
  return (
    <div className="flex items-start gap-2 touch:min-h-11 touch:items-center">
      <Radix.Root
        id={id}
        checked={checked}
        onCheckedChange={(value) => onChange(value === true)}
        className="group/box -m-1 mt-[-2px] flex size-6 shrink-0 items-center justify-center rounded-sm touch:mt-[-4px]"
      >
        <span className="flex size-4 items-center justify-center rounded-sm border border-border-strong bg-surface text-on-accent group-data-[state=checked]/box:border-accent group-data-[state=checked]/box:bg-accent group-data-[state=indeterminate]/box:border-accent group-data-[state=indeterminate]/box:bg-accent">
          <Radix.Indicator>
            {checked === 'indeterminate' ? (
              <Minus size={12} strokeWidth={2.5} aria-hidden />
            ) : (
              <Check size={12} strokeWidth={2.5} aria-hidden />
            )}
          </Radix.Indicator>
        </span>
      </Radix.Root>
      <label htmlFor={id}>{children}</label>
    </div>
  )
}
