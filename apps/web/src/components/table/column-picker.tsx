'use client'
import { ArrowDown, ArrowUp, Columns3 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Popover } from '../ui/popover.tsx'
import type { Column } from './column.ts'

interface Props<Row> {
  columns: readonly Column<Row>[]
  shown: readonly Column<Row>[]
  onChange: (ids: string[]) => void
}

/** Which columns are shown and in which order. The first one is pinned. */
export function ColumnPicker<Row>({ columns, shown, onChange }: Props<Row>) {
  const [typed, setTyped] = useState('')
  const ids = shown.map(({ id }) => id)
  const rest = columns.filter(({ id }) => !ids.includes(id))
  const found = [...shown, ...rest].slice(1).filter(({ label }) => label.toLowerCase().includes(typed.trim().toLowerCase()))
  const move = (id: string, step: number) => {
    const next = ids.filter((other) => other !== id)
    next.splice(ids.indexOf(id) + step, 0, id)
    onChange(next)
  }
  return (
    <Popover
      label="Columns"
      align="end"
      className="w-64"
      trigger={
        <Button icon={Columns3} size="sm" className="h-8">
          <span className="max-sm:sr-only">Columns</span>
        </Button>
      }
    >
      <input
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        placeholder="Find a column"
        aria-label="Find a column"
        className="h-9 w-full border-b border-border bg-transparent px-3 text-base outline-none touch:h-11 touch:text-lg"
      />
      <ul className="flex max-h-80 flex-col overflow-auto p-1 scroll-thin">
        {found.map(({ id, label }) => {
          const at = ids.indexOf(id)
          return (
            <li key={id} className="flex h-8 shrink-0 items-center gap-1 rounded-sm px-2 text-base hover:bg-hover touch:h-11">
              <span className="grow">
                <Checkbox checked={at > 0} onChange={(on) => onChange(on ? [...ids, id] : ids.filter((other) => other !== id))}>
                  {label}
                </Checkbox>
              </span>
              {at > 1 ? <IconButton label={`Move ${label} left`} icon={ArrowUp} onClick={() => move(id, -1)} /> : null}
              {at > 0 && at < ids.length - 1 ? (
                <IconButton label={`Move ${label} right`} icon={ArrowDown} onClick={() => move(id, 1)} />
              ) : null}
            </li>
          )
        })}
      </ul>
      <div className="border-t border-border p-1">
        <Button
          size="sm"
          variant="ghost"
          onClick={() => onChange(columns.filter(({ initially }) => initially).map(({ id }) => id))}
        >
          Usual columns
        </Button>
      </div>
    </Popover>
  )
}
