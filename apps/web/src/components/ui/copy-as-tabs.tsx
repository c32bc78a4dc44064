'use client'
import { useState } from 'react'
import { CodeBlock } from './code-block.tsx'
import type { CopyTexts } from './copy-as.tsx'
import { Tabs } from './tabs.tsx'

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
