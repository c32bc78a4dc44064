import type { VolumeDetail } from '@stowage/domain/volume'
import { rateText } from '@/components/chart/growth-words.ts'
import { MeasuredSize } from '@/components/size/measured-size.tsx'
import { filesText } from '@/components/size/size-words.ts'
import { DotList } from '@/components/ui/dot-list.tsx'
import { Link } from '@/components/ui/link.tsx'
import { HostText } from '@/components/ui/text.tsx'
import { Time } from '@/components/ui/time.tsx'
import { kindWords } from '@/components/volumes/volume-words.ts'

/** Where the volume is and what it holds: two lines under its name. */
export function VolumeLead({ volume }: { volume: VolumeDetail }) {
  const { files, newestWriteAt, growthBytesPerDay, sizePartial } = volume
  return (
    <span className="flex flex-col gap-1">
      <DotList
        items={[
          [
            'host',
            <Link key="host" href={`/host?id=${volume.hostId}`}>
              {volume.host}
            </Link>,
          ],
          [
            'kind',
            `${volume.kind === 'other' ? volume.driver : kindWords[volume.kind]}${volume.driver === 'local' || volume.kind === 'other' ? '' : `, driver ${volume.driver}`}`,
          ],
          ['project', volume.project ? <HostText key="project">{`project ${volume.project}`}</HostText> : null],
        ]}
      />
      <DotList
        items={[
          ['size', <MeasuredSize key="size" volume={volume} />],
          ['files', files === null ? null : `${sizePartial ? 'at least ' : ''}${filesText(files)}`],
          [
            'written',
            newestWriteAt ? (
              <>
                last write <Time at={newestWriteAt} />
              </>
            ) : null,
          ],
          ['growth', growthWords(growthBytesPerDay)],
        ]}
      />
    </span>
  )
}

const growthWords = (bytesPerDay: number | null): string | null =>
  bytesPerDay === null ? null : Math.round(bytesPerDay) === 0 ? 'no growth in 7 days' : `${rateText(bytesPerDay)} over 7 days`
