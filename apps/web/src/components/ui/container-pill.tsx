import type { ContainerRow } from '@stowage/domain/container'
import {
  CircleDashed,
  CircleMinus,
  CirclePause,
  CirclePlay,
  CircleQuestionMark,
  CircleStop,
  CircleX,
  RotateCw,
} from 'lucide-react'
import type { Icon } from './icon.ts'
import { Pill, type Tone } from './pill.tsx'

const pills: Record<ContainerRow['state'], { tone: Tone; icon: Icon; word: string }> = {
  running: { tone: 'in-use', icon: CirclePlay, word: 'Running' },
  paused: { tone: 'in-use', icon: CirclePause, word: 'Paused' },
  restarting: { tone: 'stale', icon: RotateCw, word: 'Restarting' },
  created: { tone: 'idle', icon: CircleDashed, word: 'Created' },
  exited: { tone: 'idle', icon: CircleStop, word: 'Exited' },
  dead: { tone: 'unreachable', icon: CircleX, word: 'Dead' },
  removing: { tone: 'stale', icon: CircleMinus, word: 'Removing' },
  unknown: { tone: 'unknown', icon: CircleQuestionMark, word: 'Unknown' },
}

/** Status of a container, with its exit code where it has one. */
export function ContainerPill({ container }: { container: Pick<ContainerRow, 'state' | 'exitCode' | 'removedAt'> }) {
  if (container.removedAt)
    return (
      <Pill tone="unknown" icon={CircleMinus} hint="The container is gone from its host.">
        Removed
      </Pill>
    )
  const { tone, icon, word } = pills[container.state]
  return (
    <Pill tone={tone} icon={icon}>
      {container.state === 'exited' && container.exitCode !== null ? `${word} (${container.exitCode})` : word}
    </Pill>
  )
}
