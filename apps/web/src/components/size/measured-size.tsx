'use client'
import type { VolumeRow } from '@stowage/domain/volume'
import { Time } from '@/components/ui/time.tsx'
import { sizeWords } from './size-words.ts'

/** "48.2 GiB measured 2 h ago", or "Size unknown: reason" in full: in details nothing hides behind a hover. */
export function MeasuredSize({ volume }: { volume: VolumeRow }) {
  const { kind, text, why } = sizeWords(volume)
  if (kind === 'unknown')
    return <span className="text-text-2">{volume.measuring ? 'Measuring…' : `Size unknown: ${lowerFirst(why ?? '')}`}</span>
  return (
    <span>
      <span className="font-medium text-text">{text}</span>{' '}
      {volume.measuring ? (
        'Measuring…'
      ) : volume.sizeMeasuredAt ? (
        <>
          measured <Time at={volume.sizeMeasuredAt} />
        </>
      ) : null}
      {why ? <span className="text-text-3"> ({lowerFirst(why).replace(/\.$/, '')})</span> : null}
    </span>
  )
}

const lowerFirst = (text: string) => (/^[A-Z][a-z ]/.test(text) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text)
