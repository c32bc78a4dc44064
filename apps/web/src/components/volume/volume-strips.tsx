import type { VolumeDetail } from '@stowage/domain/volume'
import { Moment } from '@/components/time/moment.tsx'
import { Link } from '@/components/ui/link.tsx'
import { Strip } from '@/components/ui/strip.tsx'
import { HostText } from '@/components/ui/text.tsx'
import { shortHex } from '@/lib/short-hex.ts'
import { removalNote } from './use-words.ts'

/** What makes the page less than the present truth: a past life or a silent host. */
export function HostStrip({ volume }: { volume: VolumeDetail }) {
  const silent = volume.hostState === 'unreachable' || volume.hostState === 'offline'
  const present = volume.otherLives.find((life) => life.removedAt === null)
  if (volume.removedAt)
    return (
      <Strip
        actions={
          present ? <Link href={`/volume?id=${present.id}`}>Open the volume of this name that exists now</Link> : undefined
        }
      >
        Removed <Moment at={volume.removedAt} />. <HostText>{shortHex(removalNote(volume))}</HostText>
      </Strip>
    )
  if (silent)
    return (
      <Strip tone="unreachable">
        {volume.host} is {volume.hostState}. Everything here is as last seen
        {volume.rawCollectedAt ? (
          <>
            , from <Moment at={volume.rawCollectedAt} />
          </>
        ) : null}
        ; nothing can be done until it returns.
      </Strip>
    )
  if (volume.hostState !== 'degraded') return null
  return (
    <Strip tone="stale">A section of {volume.host}'s report is older than it should be; verdicts wait for a fresh one.</Strip>
  )
}

/** C12: the same name elsewhere is not the same data. */
export function NamesakeStrip({ volume }: { volume: VolumeDetail }) {
  if (volume.sameName.length === 0) return null
  const plain = volume.kind === 'named' || volume.kind === 'anonymous'
  return (
    <Strip>
      The same name exists on{' '}
      {volume.sameName.map((other, index) => (
        <span key={other.id}>
          {index > 0 ? ', ' : ''}
          <Link href={`/volume?id=${other.id}`}>{other.host}</Link>
        </span>
      ))}
      . {plain ? 'Same name, not shared: each host holds separate data.' : 'A name alone does not make the data the same.'}
    </Strip>
  )
}
