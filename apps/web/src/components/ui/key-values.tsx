'use client'
import { Plus, X } from 'lucide-react'
import { Button } from './button.tsx'
import { IconButton } from './icon-button.tsx'
import { Input } from './input.tsx'

export interface KeyValue {
  id: number
  key: string
  value: string
}

interface Props {
  /** What one pair is called: "label", "option". */
  noun: string
  pairs: readonly KeyValue[]
  onChange: (pairs: KeyValue[]) => void
  error?: string | undefined
}

/** Rows of key = value. */
export function KeyValues({ noun, pairs, onChange, error }: Props) {
  const change = (id: number, part: Partial<KeyValue>) =>
    onChange(pairs.map((pair) => (pair.id === id ? { ...pair, ...part } : pair)))
  const add = () => onChange([...pairs, { id: Math.max(0, ...pairs.map((pair) => pair.id)) + 1, key: '', value: '' }])
  return (
    <div className="flex flex-col items-start gap-2">
      {pairs.map((pair, index) => (
        <div key={pair.id} className="flex w-full items-center gap-1.5">
          <Input
            aria-label={`Name of ${noun} ${index + 1}`}
            placeholder="name"
            value={pair.key}
            spellCheck={false}
            autoComplete="off"
            className="font-mono text-base"
            onChange={(event) => change(pair.id, { key: event.currentTarget.value.trim() })}
          />
          <span className="text-text-3">=</span>
          <Input
            aria-label={`Value of ${noun} ${index + 1}`}
            placeholder="value"
            value={pair.value}
            spellCheck={false}
            autoComplete="off"
            className="font-mono text-base"
            onChange={(event) => change(pair.id, { value: event.currentTarget.value })}
          />
          <IconButton
            label={`Take ${noun} ${index + 1} away`}
            icon={X}
            onClick={() => onChange(pairs.filter((each) => each.id !== pair.id))}
          />
        </div>
      ))}
      {error ? <p className="text-sm text-unreachable">{error}</p> : null}
      <Button size="sm" variant="ghost" icon={Plus} onClick={add}>
        Add {noun}
      </Button>
    </div>
  )
}
