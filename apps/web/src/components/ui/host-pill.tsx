import type { HostState } from '@stowage/domain/host'
import { History, Radio, Unplug } from 'lucide-react'
import type { Icon } from './icon.ts'
import { Pill, type Tone } from './pill.tsx'

export const hostPills: Record<HostState, { tone: Tone; icon: Icon; word: string; hint: string }> = {
  online: { tone: 'in-use', icon: Radio, word: 'Live', hint: 'The agent reports and every section is fresh.' },
  degraded: { tone: 'stale', icon: History, word: 'Stale', hint: 'The agent answers, but a section is older than it should be.' },
  unreachable: {
    tone: 'unreachable',
    icon: Unplug,
    word: 'Unreachable',
    hint: 'The link to the agent is down or three heartbeats were missed. Shown as last seen.',
  },
  offline: {
    tone: 'unreachable',
    icon: Unplug,
    word: 'Offline',
    hint: 'The agent has been silent for long. Shown as last seen.',
  },
}

/** Link of a host in the product's fixed words. */
export function HostPill({ state, reason }: { state: HostState; reason?: string }) {
  const { tone, icon, word, hint } = hostPills[state]
  return (
    <Pill tone={tone} icon={icon} hint={reason ? `${hint}\n${reason}` : hint}>
      {word}
    </Pill>
  )
}
