import { shortHex } from '@/lib/short-hex.ts'
import { CopyButton } from './copy-button.tsx'
import { Mono } from './text.tsx'

/** A name, id or path: long digests in it are shortened, the button copies it whole. */
export const Copyable = ({ text, label }: { text: string; label: string }) => (
  <span className="flex items-start gap-1">
    <span className="min-w-0">
      <Mono>{shortHex(text)}</Mono>
    </span>
    <span className="-my-1 shrink-0">
      <CopyButton text={text} label={label} />
    </span>
  </span>
)
