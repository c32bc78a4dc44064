'use client'
import type { ContainerRow } from '@stowage/domain/container'
import { CodeBlock } from '../ui/code-block.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { Mono } from '../ui/text.tsx'
import { fixOf } from './fix-of.ts'

/** What to write so that a path lives on a volume, and how to bring along what is in it now. */
export function FixTexts({ container, path }: { container: ContainerRow; path: string }) {
  const fix = fixOf(container, path)
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <p className="text-base text-text-2">
        {fix.where}, so that <Mono className="text-text">{path}</Mono> lives on a volume
      </p>
      <CodeBlock text={fix.patch} label="Copy the patch" />
      <div className="flex">
        <CopyButton text={fix.patch}>Copy fix</CopyButton>
      </div>
      <details className="group text-base">
        <summary className="rounded-sm text-link hover:underline touch:min-h-11">Keep what is in it now: copy it first</summary>
        <div className="flex flex-col gap-2 pt-2">
          <CodeBlock text={fix.copy} label="Copy the commands" />
          <p className="text-sm text-text-3">
            Stowage starts, stops and recreates nothing here: run these where you have Docker. An empty named volume would take
            over what the image has at this path, not what this container wrote.
          </p>
        </div>
      </details>
    </div>
  )
}
