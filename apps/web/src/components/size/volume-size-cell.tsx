import type { VolumeRow } from '@stowage/domain/volume'
import { Absent } from '../table/cells.tsx'
import { SizeAge } from '../table/size-age.tsx'
import { sizeWords } from './size-words.ts'

/** Size of a volume in a list, with its age; while it is measured, that instead of the age. */
export function VolumeSizeCell({ volume }: { volume: VolumeRow }) {
  const { kind, text, why } = sizeWords(volume)
  const { measuring } = volume
  if (measuring && kind !== 'known') return <Measuring />
  return (
    <span className="flex items-baseline justify-end gap-2 whitespace-nowrap">
      {kind === 'unknown' ? (
        <Absent text={text} why={why ?? ''} />
      ) : (
        <span data-tip={why ?? undefined} className={kind === 'bound' ? 'text-text-2' : undefined}>
          {text}
        </span>
      )}
      {measuring ? <Measuring /> : <SizeAge at={kind === 'unknown' ? null : volume.sizeMeasuredAt} />}
    </span>
  )
}

const Measuring = () => (
  <span className="text-sm text-text-3" data-tip="Its files are being counted on the host.">
    Measuring…
  </span>
)
