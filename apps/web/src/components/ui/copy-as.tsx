'use client'
import { Terminal } from 'lucide-react'
import { useState } from 'react'
import { Button } from './button.tsx'
import { CodeBlock } from './code-block.tsx'
import { Popover } from './popover.tsx'
import { Tabs } from './tabs.tsx'

/** The same view or action in each of its tongues. */
export interface CopyTexts {
  stowage: string
  docker: string
  api: string
}

/** "Copy as" of a page, dialog or form. */
export function CopyAs({ texts, label = 'Copy as' }: { texts: CopyTexts; label?: string }) {
  const [open, setOpen] = useState(false)
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label={label}
      align="end"
      className="w-[560px] p-3"
      trigger={<Button icon={Terminal}>{label}</Button>}
    >
      <CopyAsTabs texts={texts} />
    </Popover>
  )
}

export function CopyAsTabs({ texts }: { texts: CopyTexts }) {
  const [tab, setTab] = useState('stowage')
  return (
    <Tabs
      label="Copy as"
      value={tab}
      onChange={setTab}
      tabs={[
        { value: 'stowage', label: 'stowage', content: <CodeBlock text={texts.stowage} /> },
        { value: 'docker', label: 'docker', content: <CodeBlock text={texts.docker} /> },
        { value: 'api', label: 'API', content: <CodeBlock text={texts.api} /> },
      ]}
    />
  )
}
