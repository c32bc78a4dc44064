import { formatDuration } from './format.ts'
import type { HostSection, HostState } from './host.ts'
import type { SectionName } from './report.ts'

export const heartbeatMs = 15_000
const unreachableAfterMs = 3 * heartbeatMs
const offlineAfterMs = 10 * 60_000
const day = 86_400_000

/** How long a section stays fresh (audit 2.5); older facts prove nothing about the present. */
export const freshMs: Record<SectionName, number> = {
  engine: 10 * 60_000,
  containers: 10 * 60_000,
  volumes: 10 * 60_000,
  layers: day,
  sizes: day,
}
const needed: readonly SectionName[] = ['engine', 'containers', 'volumes']

export type SectionState = Omit<HostSection, 'name'>

/** What is wrong with a section, to follow "The list of volumes". */
export function sectionFault(section: SectionState | undefined): string {
  if (section === undefined) return 'has not arrived yet'
  return { ok: 'is old', partial: 'is incomplete', error: 'could not be read', skipped: 'was left out' }[section.status]
}

/** Complete and recent: the only state of a section that proves absence. */
export const isFresh = (name: SectionName, section: SectionState | undefined, now: Date): boolean =>
  section?.status === 'ok' && section.collectedAt !== null && now.getTime() - section.collectedAt.getTime() <= freshMs[name]

/** Is the agent out of reach? Then what is known of the host is old. */
export const isSilent = (lastSeenAt: Date | null, now: Date): boolean =>
  lastSeenAt === null || now.getTime() - lastSeenAt.getTime() > unreachableAfterMs

/** Link of a host, with a sentence that says why. `lastSeenAt` is the server's time of the last word from the agent. */
export function hostState(
  host: { lastSeenAt: Date | null; engineReachable: boolean; sections: readonly HostSection[] },
  now: Date,
): { state: HostState; reason: string } {
  if (host.lastSeenAt === null) return { state: 'offline', reason: 'The agent has enrolled but has not reported yet.' }
  const silentMs = now.getTime() - host.lastSeenAt.getTime()
  const silent = `No word from the agent for ${formatDuration(silentMs)}.`
  if (silentMs > offlineAfterMs) return { state: 'offline', reason: silent }
  if (silentMs > unreachableAfterMs) return { state: 'unreachable', reason: silent }
  if (!host.engineReachable) return { state: 'degraded', reason: 'The Docker engine does not answer the agent.' }
  for (const name of needed) {
    if (!host.sections.some((section) => section.name === name))
      return { state: 'degraded', reason: `The list of ${name} ${sectionFault(undefined)}.` }
  }
  for (const section of host.sections) {
    if (section.status === 'skipped' && !needed.includes(section.name)) continue
    if (isFresh(section.name, section, now)) continue
    const error = section.error === null ? '.' : `: ${section.error}`
    return { state: 'degraded', reason: `The list of ${section.name} ${sectionFault(section)}${error}` }
  }
  return { state: 'online', reason: 'Reporting.' }
}
