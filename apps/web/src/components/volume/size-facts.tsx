import { formatBytes } from '@stowage/domain/format'
import type { VolumeDetail } from '@stowage/domain/volume'
import { apparentWords, methodText, sizeWords } from '@/components/size/size-words.ts'

/** The size with how it was found; what the disk holds and what the files say, where both are known. */
export function SizeFacts({ volume }: { volume: VolumeDetail }) {
  const { sizeBytes, sizeApparentBytes, sizeMethod, sizeBasis } = volume
  const { kind, text, why } = sizeWords(volume)
  if (kind !== 'known' || sizeBytes === null) return `${text}. ${why ?? ''}`
  return (
    <>
      {sizeBasis === 'apparent' ? `Unknown; ${text} in its files` : text}{' '}
      <span className="text-text-3">({sizeBytes.toLocaleString('en')} B)</span>
      {sizeApparentBytes !== null && apparentWords(volume) ? `, ${formatBytes(sizeApparentBytes)} in its files` : ''}
      {why && !apparentWords(volume) ? ` · ${why}` : ''}
      {sizeMethod ? <span className="block text-sm text-text-3">{methodText(sizeMethod)}</span> : null}
    </>
  )
}
