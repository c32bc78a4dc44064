import { activeStates, type ContainerState, type VolumeKind } from './facts.ts'
import { formatDuration } from './format.ts'
import type { HostState } from './host.ts'
import type { HostPolicy } from './host-policy.ts'
import { isFresh, type SectionState, sectionFault } from './host-state.ts'
import { neverListed } from './never-list.ts'
import { protectedBy } from './protected-by.ts'
import type { VolumeRow } from './volume.ts'

/** New and lately mounted volumes are left alone this long (A29, audit 1.3 `too_young`). */
export const defaultGraceMs = 86_400_000
export const stackLabel = 'com.docker.stack.namespace'

export type VerdictHost = {
  name: string
  state: HostState
  /** Another host that reports the same engine (A32). */
  conflict: string | null
  revoked: boolean
  containers: SectionState | undefined
  volumes: SectionState | undefined
  policy: Pick<HostPolicy, 'protect'>
}

export type VerdictFacts = {
  volume: {
    name: string
    driver: string
    scope: string
    kind: VolumeKind
    labels: Readonly<Record<string, string>>
    project: string | null
    anonymous: boolean
    problem: string | null
    firstSeenAt: Date
    /** When what the engine says of it last changed. */
    factAt: Date
    lastMountedAt: Date | null
    removedAt: Date | null
  }
  /** Present containers of any state on the volume's host that mount it, or reach a path inside its directory. */
  uses: readonly { container: string; state: ContainerState; how: 'volume' | 'bind' }[]
  /** Present volumes whose device lies inside its directory, by name. */
  heldBy: readonly string[]
  /** Present containers of the volume's project on its host, in any state. */
  projectContainers: number
  host: VerdictHost
}

export type Verdict = { state: VolumeRow['state']; reason: string; pill: VolumeRow['pill'] }

/**
 * The verdict on a volume, and the only place where its words come from. Any reference is a use, also a last-known one. Unknown wins
 * over orphan: a stale or partial list (A33), one engine reported twice (A32), a driver in trouble (A20), swarm stacks (A10) and storage
 * that other hosts may use (A19: plugins, NFS, CIFS) never become candidates. The lists' SQL repeats the order of these questions.
 */
export function volumeVerdict(facts: VerdictFacts, now: Date, graceMs = defaultGraceMs): Verdict {
  const { volume, host } = facts
  if (volume.removedAt !== null) return { state: 'unknown', reason: 'Removed from its host; kept as history.', pill: 'removed' }
  const silent = host.state === 'unreachable' || host.state === 'offline' || host.revoked
  const say = (state: Verdict['state'], reason: string, pill: Verdict['pill']): Verdict => ({
    state,
    reason: silent ? `${reason} Last known: ${host.name} does not answer.` : reason,
    pill: silent ? 'unreachable' : pill,
  })
  if (facts.uses.length > 0) return say('used', useReason(facts.uses), facts.uses.some(isActive) ? 'in-use' : 'idle')
  if (facts.heldBy.length > 0) return say('used', heldReason(facts.heldBy), 'idle')
  const why = unknownReason(facts, now)
  if (why !== null) return say('unknown', why, 'unknown')
  const shield = protection(facts, now, graceMs)
  if (shield !== null) return say('protected', shield, 'protected')
  return say('orphan', orphanReason(facts), 'orphaned')
}

const isActive = (use: { state: ContainerState }) => activeStates.includes(use.state)

function useReason(uses: VerdictFacts['uses']): string {
  const active = uses.filter(isActive)
  const shown = active.length > 0 ? active : uses
  const names = [...new Set(shown.map((use) => use.container))].sort()
  const kind = active.length > 0 ? 'container' : 'stopped container'
  const who = names.length === 1 ? `a ${kind}: ${names[0]}` : `${names.length} ${kind}s: ${names.slice(0, 3).join(', ')}`
  const more = names.length > 3 ? ` and ${names.length - 3} more` : ''
  const path = shown.every((use) => use.how === 'bind') ? ', by a path inside its directory' : ''
  return `Used by ${who}${more}${path}.`
}

function heldReason(names: readonly string[]): string {
  const who = names.length === 1 ? `The device of volume ${names[0]}` : `The devices of ${names.length} volumes, as ${names[0]},`
  return `${who} ${names.length === 1 ? 'lies' : 'lie'} inside its directory.`
}

function unknownReason({ volume, host }: VerdictFacts, now: Date): string | null {
  if (host.revoked) return `${host.name} was removed from Stowage.`
  if (host.state === 'unreachable' || host.state === 'offline') return 'Whether containers use it cannot be checked now.'
  if (host.conflict !== null) return `${host.conflict} reports the same engine; remove one of the two agents.`
  for (const name of ['containers', 'volumes'] as const) {
    if (isFresh(name, host[name], now)) continue
    return `The list of ${name} from ${host.name} ${sectionFault(host[name])}.`
  }
  if (volume.problem !== null) return `Its driver could not be asked: ${volume.problem}`
  if (Object.hasOwn(volume.labels, stackLabel)) return 'It belongs to a swarm stack, and service definitions are not read here.'
  if (volume.kind === 'nfs' || volume.kind === 'cifs') {
    return 'No container here uses it; its data lies on a server and may be used from another host.'
  }
  if (volume.kind === 'plugin' || volume.driver !== 'local' || volume.scope === 'global') {
    return `No container here uses it; the driver ${volume.driver} may serve it to another host.`
  }
  return volume.kind === 'other' ? 'Its options are of a kind that Stowage does not judge.' : null
}

function protection({ volume, host, projectContainers }: VerdictFacts, now: Date, graceMs: number): string | null {
  const line = protectedBy(host.policy, volume)
  if (line !== null) return `Protected by ${line.line} (${line.pattern}) in the policy of ${host.name}.`
  const listed = neverListed(volume)
  if (listed !== null) return `Protected: ${listed}.`
  if (volume.project !== null && projectContainers === 0)
    return `Project ${volume.project} is down: it has no containers on ${host.name}.`
  const young = (at: Date) => now.getTime() - at.getTime() < graceMs
  const rest = `volumes are left alone for ${formatDuration(graceMs)}.`
  if (young(volume.firstSeenAt))
    return `First seen ${formatDuration(now.getTime() - volume.firstSeenAt.getTime())} ago; new ${rest}`
  if (young(volume.factAt))
    return `What the engine says of it changed ${formatDuration(now.getTime() - volume.factAt.getTime())} ago; such ${rest}`
  if (volume.lastMountedAt !== null && young(volume.lastMountedAt)) {
    return `Last mounted ${formatDuration(now.getTime() - volume.lastMountedAt.getTime())} ago; such ${rest}`
  }
  return null
}

function orphanReason({ volume, host }: VerdictFacts): string {
  const base = `No container on ${host.name} refers to it`
  if (volume.kind === 'tmpfs') return `${base}; it is in memory and holds no data.`
  if (volume.kind === 'path') return `${base}; it is a definition only, and its directory stays when it is removed.`
  return volume.anonymous ? `${base}; an anonymous volume that outlived its container.` : `${base}.`
}
