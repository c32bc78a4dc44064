'use client'
import { CopyButton } from './copy-button.tsx'

/** A command or a file to copy. */
export function CodeBlock({ text, label = 'Copy' }: { text: string; label?: string }) {
  return (
    <div className="relative rounded-md border border-border bg-sunken">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrolls sideways by keyboard */}
      <pre tabIndex={0} className="overflow-x-auto p-3 pr-12 font-mono text-sm text-text scroll-thin">
        {text}
      </pre>
      <div className="absolute top-1.5 right-1.5 rounded-sm bg-sunken">
        <CopyButton text={text} label={label} />
      </div>
    </div>
  )
}
