'use client'
import clsx from 'clsx'
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { HostText } from '../ui/text.tsx'

export interface Option {
  value: string
  text: string
  after?: ReactNode
}

interface Props {
  label: string
  empty: string
  options: readonly Option[]
  onChoose: (value: string) => void
}

/** A list to choose from by typing: arrows move, Enter takes. */
export function Options({ label, empty, options, onChoose }: Props) {
  const id = useId()
  const [typed, setTyped] = useState('')
  const [active, setActive] = useState(0)
  const wanted = typed.trim().toLowerCase()
  const found = options.filter(({ text }) => text.toLowerCase().includes(wanted))
  const at = Math.min(active, Math.max(0, found.length - 1))
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      event.preventDefault()
      const next = (at + step + found.length) % Math.max(1, found.length)
      setActive(next)
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' })
    }
    const option = found[at]
    if (event.key === 'Enter' && option) onChoose(option.value)
  }
  return (
    <>
      <input
        role="combobox"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={found.length > 0 ? `${id}-${at}` : undefined}
        aria-label={label}
        placeholder={label}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
        className="h-9 w-full border-b border-border bg-transparent px-3 text-md outline-none touch:h-11 touch:text-lg"
      />
      <div id={id} role="listbox" aria-label={label} className="max-h-80 overflow-auto p-1 scroll-thin">
        {found.map(({ value, text, after }, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above handles the keys
          <div
            key={value}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onClick={() => onChoose(value)}
            onPointerMove={() => setActive(index)}
            className={clsx(
              'flex h-8 cursor-pointer items-center gap-2 rounded-sm px-2 text-base touch:h-11',
              index === at && 'bg-hover',
            )}
          >
            <span className="grow truncate">
              <HostText>{text}</HostText>
            </span>
            {after}
          </div>
        ))}
        {found.length === 0 ? <p className="px-2 py-1.5 text-base text-text-3">{empty}</p> : null}
      </div>
    </>
  )
}
