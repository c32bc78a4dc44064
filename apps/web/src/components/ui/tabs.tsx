'use client'
import { Tabs as Radix } from 'radix-ui'
import type { ReactNode } from 'react'

interface Props {
  value: string
  onChange: (value: string) => void
  label: string
  tabs: readonly { value: string; label: string; count?: string | number; content: ReactNode }[]
}

export function Tabs({ value, onChange, label, tabs }: Props) {
  return (
    <Radix.Root value={value} onValueChange={onChange} className="flex flex-col">
      <Radix.List aria-label={label} className="flex gap-5 overflow-x-auto border-b border-border scroll-thin">
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            className="-mb-px flex h-9 shrink-0 items-center gap-1.5 border-b-2 border-transparent text-md font-medium text-text-2 hover:text-text focus-visible:-outline-offset-2 data-[state=active]:border-accent data-[state=active]:text-text touch:h-11"
          >
            {tab.label}
            {tab.count === undefined ? null : <span className="text-sm font-normal text-text-3">{tab.count}</span>}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.value} value={tab.value} className="pt-4 outline-offset-4">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  )
}
