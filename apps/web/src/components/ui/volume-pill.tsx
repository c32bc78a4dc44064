import type { VolumeRow } from '@stowage/domain/volume'
import { CircleMinus, CirclePlay, CircleQuestionMark, Moon, ShieldCheck, Unlink, Unplug } from 'lucide-react'
import type { Icon } from './icon.ts'
import { Pill, type Tone } from './pill.tsx'

export const volumePills: Record<VolumeRow['pill'], { tone: Tone; icon: Icon; word: string; hint: string }> = {
  'in-use': {
    tone: 'in-use',
    icon: CirclePlay,
    word: 'In use',
    hint: 'A running, paused or restarting container mounts it.',
  },
  idle: {
    tone: 'idle',
    icon: Moon,
    word: 'Idle',
    hint: 'Only created, exited or dead containers refer to it. Docker still refuses to remove it.',
  },
  orphaned: {
    tone: 'orphaned',
    icon: Unlink,
    word: 'Orphaned',
    hint: 'A complete, fresh container list shows no reference in any state.',
  },
  unknown: {
    tone: 'unknown',
    icon: CircleQuestionMark,
    word: 'Unknown',
    hint: 'A check needed to decide did not run or did not finish. Never offered for removal.',
  },
  unreachable: {
    tone: 'unreachable',
    icon: Unplug,
    word: 'Unreachable',
    hint: 'The link to the agent of its host is down. Shown as last seen.',
  },
  protected: {
    tone: 'protected',
    icon: ShieldCheck,
    word: 'Protected',
    hint: 'Never offered for removal; a rule or a person keeps it.',
  },
  removed: { tone: 'unknown', icon: CircleMinus, word: 'Removed', hint: 'The volume is gone from its host; its history stays.' },
}

/** State of a volume in the product's fixed words, with the reason that led to it. */
export function VolumePill({ pill, reason }: { pill: VolumeRow['pill']; reason?: string }) {
  const { tone, icon, word, hint } = volumePills[pill]
  return (
    <Pill tone={tone} icon={icon} hint={reason ? `${hint}\n${reason}` : hint}>
      {word}
    </Pill>
  )
}
