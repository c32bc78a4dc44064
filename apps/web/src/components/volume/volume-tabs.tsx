'use client'
import type { VolumeDetail } from '@stowage/domain/volume'
import dynamic from 'next/dynamic'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { Moment } from '@/components/time/moment.tsx'
import { CodeBlock } from '@/components/ui/code-block.tsx'
import { PartSkeleton } from '@/components/ui/skeleton.tsx'
import { Tabs } from '@/components/ui/tabs.tsx'
import { knownTimeline } from './use-words.ts'
import { VolumeTimeline } from './volume-timeline.tsx'
import { VolumeUses } from './volume-uses.tsx'

const loading = () => <PartSkeleton className="h-[352px] rounded-md" />
const VolumeContents = dynamic(() => import('./volume-contents.tsx').then((file) => file.VolumeContents), { ssr: false, loading })
const VolumeHistory = dynamic(() => import('./volume-history.tsx').then((file) => file.VolumeHistory), { ssr: false, loading })

const names = ['uses', 'contents', 'history', 'timeline', 'raw'] as const

/** A removed volume opens on its Timeline: its history is what it still has. */
export function VolumeTabs({ volume }: { volume: VolumeDetail }) {
  const first = volume.removedAt ? 'timeline' : 'uses'
  const [inUrl, setTab] = useQueryState('tab', parseAsStringLiteral(names).withOptions({ history: 'push' }))
  return (
    <Tabs
      label="About this volume"
      value={inUrl ?? first}
      onChange={(next) => setTab(names.find((name) => name === next && name !== first) ?? null)}
      tabs={[
        { value: 'uses', label: 'Uses', count: volume.usedBy.length, content: <VolumeUses volume={volume} /> },
        { value: 'contents', label: 'Contents', content: <VolumeContents volume={volume} /> },
        { value: 'history', label: 'History', content: <VolumeHistory volume={volume} /> },
        {
          value: 'timeline',
          label: 'Timeline',
          count: knownTimeline(volume.timeline).length,
          content: <VolumeTimeline volume={volume} />,
        },
        { value: 'raw', label: 'Raw', content: <Raw volume={volume} /> },
      ]}
    />
  )
}

const Raw = ({ volume }: { volume: VolumeDetail }) => (
  <div className="flex flex-col gap-3">
    <p className="text-base text-text-2">
      {volume.rawCollectedAt ? (
        <>
          The engine's record from <Moment at={volume.rawCollectedAt} />. Secrets are masked on the host, before anything is sent.
        </>
      ) : (
        'No raw record is kept for this volume.'
      )}
    </p>
    {volume.raw ? <CodeBlock text={JSON.stringify(volume.raw, null, 2)} label="Copy the record" /> : null}
  </div>
)
