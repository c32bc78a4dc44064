'use client'
import { Terminal } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { Button } from './button.tsx'
import { Popover } from './popover.tsx'

const CopyAsTabs = lazy(() => import('./copy-as-tabs.tsx').then((file) => ({ default: file.CopyAsTabs })))

/** The same view or action in each of its tongues. */
export interface CopyTexts {
  stowage: string
  docker: string
  api: string
}

/** "Copy as" of a page, dialog or form. Its code comes when it is opened. */
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
      <Suspense fallback={<div className="h-32" />}>
        <CopyAsTabs texts={texts} />
      </Suspense>
    </Popover>
  )
}
