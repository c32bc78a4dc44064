import type { ReadingDetail, Tree } from '@stowage/domain/reading'
import type { VolumeDetail } from '@stowage/domain/volume'
import { type ReactNode, useMemo } from 'react'
import type { SegmentKind } from '@/components/capacity/space-words.ts'
import { Treemap } from '@/components/treemap/treemap.tsx'
import { Panel } from '@/components/ui/panel.tsx'
import { Strip } from '@/components/ui/strip.tsx'
import { Time } from '@/components/ui/time.tsx'
import { shortName } from '@/lib/short-name.ts'
import { contentsTree } from './contents-tree.ts'
import { treeDoubts, treeText } from './contents-words.ts'

interface Props {
  volume: VolumeDetail
  reading: ReadingDetail
  tree: Tree
  actions: ReactNode
}

/** Directories found by the last scan that ended, as a map and a table. */
export function ContentsFound({ volume, reading, tree, actions }: Props) {
  const kind = kindOf(volume)
  const root = useMemo(() => contentsTree(tree, shortName(volume.name), kind), [tree, volume.name, kind])
  const doubts = treeDoubts(tree)
  return (
    <Panel
      title="Directories"
      meta={
        <>
          {reading.state === 'done' && reading.finishedAt ? (
            <>
              scanned <Time at={reading.finishedAt} /> ·{' '}
            </>
          ) : null}
          {tree.basis === 'allocated' ? 'as the disk holds them' : 'as their files say'}
        </>
      }
      actions={actions}
    >
      <div className="flex flex-col gap-3">
        <p className="text-md text-text-2">{treeText(tree)}.</p>
        {doubts.length > 0 ? <Strip>{doubts.join(' ')}</Strip> : null}
        {root.children.length > 0 ? (
          <Treemap root={root} label={`Directories of ${volume.name}`} noun="Directory" files />
        ) : (
          <p className="text-md text-text-2">No directories: everything lies at the top.</p>
        )}
      </div>
    </Panel>
  )
}

/** The colour the volume has in every other picture. */
const kindOf = ({ pill }: VolumeDetail): SegmentKind =>
  pill === 'orphaned' ? 'volumes-orphaned' : pill === 'idle' ? 'volumes-idle' : 'volumes-in-use'
