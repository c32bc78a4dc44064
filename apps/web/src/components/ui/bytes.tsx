import { formatBytes } from '@stowage/domain/format'

/** A measured size, or the word Unknown with its reason. There is no third case and never a zero for the unknown. */
export function Bytes({ bytes, reason }: { bytes: number | null; reason: string | null }) {
  if (bytes !== null) return formatBytes(bytes)
  return (
    <span className="text-text-3" data-tip={reason ?? 'Not measured yet'}>
      Unknown
    </span>
  )
}
