'use client'
import { useEffect, useState } from 'react'
import { useShortcut } from '@/lib/shortcuts.ts'
import { Kbd } from '../ui/kbd.tsx'
import { changeWords, type OrderChange } from './stable-order.ts'

/** What waits because somebody reads. It stands in the title's row in a place that is kept for it. */
export function ApplyBar({ change, onApply }: { change: OrderChange; onApply: () => void }) {
  const words = changeWords(change)
  useShortcut('.', onApply)
  return (
    <span className="flex items-center justify-end gap-2 text-base text-text-2 tabular-nums lg:min-w-64">
      <Summary words={words} />
      {words}
      {words ? (
        <button
          type="button"
          onClick={onApply}
          className="inline-flex h-7 items-center gap-1.5 rounded-sm border border-accent px-2 font-medium text-accent hover:bg-hover touch:h-11"
        >
          Apply <Kbd keys="." />
        </button>
      ) : null}
    </span>
  )
}

const everyMs = 10_000

/** For screen readers: the newest words, at most every 10 s. */
function Summary({ words }: { words: string }) {
  const [said, setSaid] = useState({ words: '', at: 0 })
  useEffect(() => {
    if (words === said.words) return
    const timer = setTimeout(() => setSaid({ words, at: Date.now() }), Math.max(0, said.at + everyMs - Date.now()))
    return () => clearTimeout(timer)
  }, [words, said])
  return (
    <span role="status" className="sr-only">
      {said.words}
    </span>
  )
}
