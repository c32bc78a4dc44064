'use client'
import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from './button.tsx'
import { copyText } from './copy-text.ts'
import { IconButton } from './icon-button.tsx'

/** Copies `text`; with `children` a button with words, otherwise an icon. */
export function CopyButton({ text, label = 'Copy', children }: { text: string; label?: string; children?: string }) {
  const [copied, setCopied] = useState<boolean | null>(null)
  useEffect(() => {
    if (copied === null) return
    const timer = setTimeout(() => setCopied(null), 2000)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async () => setCopied(await copyText(text))
  const said = copied === null ? null : copied ? 'Copied' : 'Select the text and copy it by hand'
  return (
    <>
      {children ? (
        <Button size="sm" icon={copied ? Check : Copy} onClick={copy}>
          {said ?? children}
        </Button>
      ) : (
        <IconButton label={said ?? label} icon={copied ? Check : Copy} onClick={copy} />
      )}
      <span role="status" className="sr-only">
        {said}
      </span>
    </>
  )
}
