import type { VolumeDetail } from '@stowage/domain/volume'
import { Moment } from '@/components/time/moment.tsx'
import { Link } from '@/components/ui/link.tsx'
import { Strip } from '@/components/ui/strip.tsx'

/** What makes the page less than the present truth: a past life, a silent host, namesakes. */
export function VolumeStrips({ volume }: { volume: VolumeDetail }) {
  const silent = volume.hostState === 'unreachable' || volume.hostState === 'offline'
  const removal = volume.timeline.findLast((row) => row.kind === 'removed')
  const present = volume.otherLives.find((life) => life.removedAt === null)
  return (
    <>
      {volume.removedAt ? (
        <Strip
          tone="info"
          actions={
            present ? <Link href={`/volume?id=${present.id}`}>Open the volume of this name that exists now</Link> : undefined
          }
        >
          Removed <Moment at={volume.removedAt} />. {removal ? removal.text : ''}
        </Strip>
      ) : silent ? (
        <Strip tone="unreachable">
          {volume.host} is {volume.hostState}. Everything here is as last seen
          {volume.rawCollectedAt ? (
            <>
              , from <Moment at={volume.rawCollectedAt} />
            </>
          ) : null}
          ; nothing can be done until it returns.
        </Strip>
      ) : volume.hostState === 'degraded' ? (
        <Strip tone="stale">
          A section of {volume.host}'s report is older than it should be; its verdicts wait for a fresh one.
        </Strip>
      ) : null}
      {volume.sameName.length > 0 ? (
        <Strip tone="info">
          The same name exists on{' '}
          {volume.sameName.map((other, index) => (
            <span key={other.id}>
              {index > 0 ? ', ' : ''}
              <Link href={`/volume?id=${other.id}`}>{other.host}</Link>
            </span>
          ))}
          .{' '}
          {volume.kind === 'named' || volume.kind === 'anonymous'
            ? 'Same name, not shared: each host holds separate data.'
            : 'A name alone does not make the data the same.'}
        </Strip>
      ) : null}
    </>
  )
}
