'use client'
import { formatBytes } from '@stowage/domain/format'
import { Time } from '@/components/ui/time.tsx'

interface Props {
  bytes: number | null
  /** Why the size is unknown. */
  reason: string | null
  measuredAt: Date | null
  /** apparent and allocated are not the same thing and are never compared (B1). */
  basis: 'apparent' | 'allocated' | null
}

const basisWords = { apparent: 'as its files say', allocated: 'as the disk holds it' }

/** "48.2 GiB, measured 2 h ago", or "Size unknown: reason" in full: in details nothing hides behind a hover. */
export function MeasuredSize({ bytes, reason, measuredAt, basis }: Props) {
  if (bytes === null) {
    return <span className="text-text-2">Size unknown: {lowerFirst(reason ?? 'not measured yet')}</span>
  }
  return (
    <span>
      <span className="font-medium text-text">{formatBytes(bytes)}</span>
      {measuredAt ? (
        <>
          {' '}
          measured <Time at={measuredAt} />
        </>
      ) : null}
      {basis ? <span className="text-text-3">, {basisWords[basis]}</span> : null}
    </span>
  )
}

const lowerFirst = (text: string) => (/^[A-Z][a-z ]/.test(text) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text)
