import type { VolumeRow } from '@stowage/domain/volume'
import { shortName } from '@/lib/short-name.ts'
import { Link } from '../ui/link.tsx'
import { HostText, MiddleCut } from '../ui/text.tsx'
import { volumeOrigin } from './volume-words.ts'

export const volumeHref = ({ id }: Pick<VolumeRow, 'id'>) => `/volume?id=${id}`

/** Name as a link; a name that Docker made is short and says where it comes from. */
export function VolumeNameCell({ volume }: { volume: VolumeRow }) {
  const short = shortName(volume.name)
  const origin = volumeOrigin(volume)
  return (
    <>
      <Link
        href={volumeHref(volume)}
        tabIndex={-1}
        data-tip={short === volume.name ? undefined : volume.name}
        className="flex min-w-0 font-medium text-text hover:underline"
      >
        {short === volume.name ? <MiddleCut text={volume.name} /> : <span className="font-mono text-sm">{short}</span>}
      </Link>
      {origin ? (
        <span className="ml-2 min-w-0 truncate text-sm text-text-3">
          <HostText>{origin}</HostText>
        </span>
      ) : null}
    </>
  )
}
