'use client'
import type { FilterProblem } from '@stowage/domain/filter/ast'
import type { Noun } from '@stowage/domain/filter/keys'
import clsx from 'clsx'
import { ListFilter, X } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { useShortcut } from '@/lib/shortcuts.ts'
import { iconProps } from '../ui/icon.ts'
import { Kbd } from '../ui/kbd.tsx'
import { checkFilter } from './check-filter.ts'

interface Props {
  noun: Noun
  value: string
  placeholder: string
  onChange: (text: string) => void
}

/** Shorter than most people's pause between two words; the answer takes as long again. */
const waitMs = 100

/** The filter as text. While it cannot be read the mistake is marked and the last good result stays. */
export function FilterField({ noun, value, placeholder, onChange }: Props) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(value)
  const [sent, setSent] = useState(value)
  const [problem, setProblem] = useState<FilterProblem | null>(null)
  // The address changed from outside: a chip was removed, or Back was pressed.
  if (value !== sent) {
    setSent(value)
    setTyped(value)
  }
  useEffect(() => {
    let current = true
    const timer = setTimeout(
      async () => {
        const found = await checkFilter(noun, typed)
        if (!current) return
        setProblem(found)
        if (found || typed.trim() === sent) return
        setSent(typed.trim())
        onChange(typed.trim())
      },
      typed === sent ? 0 : waitMs,
    )
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [noun, typed, sent, onChange])
  useShortcut('/', () => input.current?.focus())

  return (
    <div className="relative flex min-w-0 grow flex-col">
      <div className="relative rounded-sm bg-surface">
        {problem ? <Mark text={typed} problem={problem} /> : null}
        <ListFilter {...iconProps} className="pointer-events-none absolute top-2 left-2.5 text-text-3 touch:top-3.5" />
        <input
          ref={input}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') input.current?.blur()
          }}
          aria-label={`Filter ${noun}`}
          aria-invalid={problem ? true : undefined}
          aria-describedby={problem ? id : undefined}
          placeholder={placeholder}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          className="relative h-8 w-full rounded-sm border border-border-strong bg-transparent pr-10 pl-8.5 text-base text-text aria-invalid:border-danger touch:h-11 touch:text-lg"
        />
        <span className="absolute inset-y-0 right-2 flex items-center">
          {typed ? (
            <button
              type="button"
              aria-label="Clear filter"
              onClick={() => {
                setTyped('')
                input.current?.focus()
              }}
              className="flex size-6 items-center justify-center rounded-sm text-text-3 hover:bg-hover hover:text-text touch:size-11"
            >
              <X {...iconProps} />
            </button>
          ) : (
            <span className="max-sm:hidden">
              <Kbd keys="/" />
            </span>
          )}
        </span>
      </div>
      <p id={id} role="alert" className={clsx('absolute top-full right-0 left-0 z-20 mt-1', !problem && 'hidden')}>
        <span className="inline-block rounded-sm bg-unreachable-bg px-2 py-1 text-sm text-unreachable shadow-overlay">
          {problem?.message.replace(/\.$/, '')}.{typed.trim() === sent ? null : ' The last result stays.'}
        </span>
      </p>
    </div>
  )
}

/** A wavy line under the mistake, behind the text of the field. */
const Mark = ({ text, problem }: { text: string; problem: FilterProblem }) => (
  <div
    aria-hidden="true"
    className="pointer-events-none absolute inset-0 flex items-center overflow-hidden whitespace-pre pr-10 pl-[35px] text-base text-transparent touch:text-lg"
  >
    <span>{text.slice(0, problem.start)}</span>
    <span className="underline decoration-danger decoration-wavy decoration-1 underline-offset-4">
      {text.slice(problem.start, problem.end) || ' '}
    </span>
  </div>
)
