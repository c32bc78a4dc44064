import type { VolumeRow } from '@stowage/domain/volume'
import NextLink from 'next/link'
import { shortName } from '@/lib/short-name.ts'
import { NameLink } from '../table/cells.tsx'
import { HostText } from '../ui/text.tsx'
import { volumeOrigin } from './volume-words.ts'

export const volumeHref = ({ id }: Pick<VolumeRow, 'id'>) => `/volume?id=${id}`

/** Name as a link; a name that Docker made is short and says where it comes from. */
export function VolumeNameCell({ volume }: { volume: VolumeRow }) {
  const short = shortName(volume.name)
  const origin = volumeOrigin(volume)
  if (short === volume.name && !origin) return <NameLink href={volumeHref(volume)} name={volume.name} />
  return (
    <>
      <NextLink
        prefetch={false}
        href={volumeHref(volume)}
        tabIndex={-1}
        data-tip={volume.name}
        className="shrink-0 font-mono text-sm font-medium hover:underline"
      >
        <HostText>{short}</HostText>
      </NextLink>
      {origin ? (
        <span className="ml-2 min-w-0 truncate text-sm text-text-3">
          <HostText>{origin}</HostText>
        </span>
      ) : null}
    </>
  )
}
