import type { VolumeDetail } from '@stowage/domain/volume'
import { Moment } from '@/components/time/moment.tsx'
import { HostText } from '@/components/ui/text.tsx'
import { lastUse, lastUseDetail } from './last-use.ts'

/** "shop-db-1 (postgres:16 at /data, project shop), until 20 Nov 2026 04:12:07 CET". */
export function LastUsedBy({ volume }: { volume: VolumeDetail }) {
  const use = lastUse(volume)
  if (!use)
    return (
      <>
        Nobody, as far as is known: no mount was seen since <Moment at={volume.coveredSince ?? volume.firstSeenAt} />.
      </>
    )
  const detail = lastUseDetail(use)
  return (
    <>
      <HostText>{use.container}</HostText>
      {detail ? (
        <>
          {' '}
          (<HostText>{detail}</HostText>)
        </>
      ) : null}
      , {use.ended ? 'until' : 'seen mounted'} <Moment at={use.at} />
    </>
  )
}
