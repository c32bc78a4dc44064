'use client'
import { setPreference, usePreference } from '@/lib/preference.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { entries } from './entries.ts'

const groups = [
  {
    name: 'Everywhere',
    keys: [
      ['mod K', 'Search or run'],
      ['/', 'Filter'],
      ['p', 'Pause live updates'],
      ['.', 'Apply waiting changes'],
      ['[', 'Narrow or widen navigation'],
      ['?', 'This map'],
      ['Esc', 'Close the top layer'],
    ],
  },
  { name: 'Go to', keys: [...entries.map(({ key, label }) => [`g ${key}`, label] as const), ['g ,', 'Settings'] as const] },
  {
    name: 'In a table',
    keys: [
      ['j', 'Next row'],
      ['k', 'Row before'],
      ['← →', 'Cell'],
      ['Home', 'First cell of the row'],
      ['mod Home', 'First row'],
      ['Space', 'Select row'],
      ['Enter', 'Open'],
      ['s', 'Sort by the active column'],
      ['c', 'Copy name'],
    ],
  },
] as const

/** The keys that exist, and the switch for single keys. */
export default function KeyboardMap({ onClose }: { onClose: () => void }) {
  const on = usePreference('shortcuts') !== 'off'
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Keyboard"
      wide
      footer={<Button onClick={onClose}>Close</Button>}
      description="Single keys are ignored while you type."
    >
      <div className="grid gap-6 sm:grid-cols-3">
        {groups.map(({ name, keys }) => (
          <section key={name} className="flex flex-col gap-1">
            <h3 className="pb-1 text-base font-semibold">{name}</h3>
            {keys.map(([key, what]) => (
              <div key={key} className="flex h-7 items-center justify-between gap-2 text-base">
                <span className="text-text-2">{what}</span>
                <Kbd keys={key} />
              </div>
            ))}
          </section>
        ))}
      </div>
      <div className="mt-5 text-base">
        <Checkbox checked={on} onChange={(value) => setPreference('shortcuts', value ? null : 'off')}>
          Use single-key shortcuts
        </Checkbox>
      </div>
    </Dialog>
  )
}
