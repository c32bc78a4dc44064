import { formatDuration } from '@stowage/domain/format'
import type { HostRow, HostSection } from '@stowage/domain/host'

/** What each section of an agent's report holds, for people. */
export const sectionWords: Record<HostSection['name'], { word: string; holds: string }> = {
  engine: { word: 'Engine', holds: 'version, storage driver, disk' },
  containers: { word: 'Containers', holds: 'every container in every state, with its mounts' },
  layers: { word: 'Writable layers', holds: 'sizes of what containers wrote outside volumes' },
  volumes: { word: 'Volumes', holds: 'names, drivers, options, labels' },
  sizes: { word: 'Volume sizes', holds: 'measured apart from everything else' },
}

export const statusWords: Record<HostSection['status'], string> = {
  ok: 'Complete',
  partial: 'Partial',
  error: 'Failed',
  skipped: 'Not asked',
}

const causes: Record<string, string> = {
  first_seen: 'before Stowage first saw this host',
  agent_down: 'the agent was not running',
  engine_restart: 'Docker restarted',
  stream_gap: 'the event stream had a gap',
  section_error: 'a list could not be read',
}

/** Cause of a blind window in words; a cause this page does not know is shown as it came. */
export const blindCauseWords = (cause: string): string => causes[cause] ?? cause

/** How far the agent's clock is from the server's; nothing is decided by it. */
export function clockText(offsetMs: number | null): string {
  if (offsetMs === null) return 'Unknown'
  const size = Math.abs(offsetMs)
  if (size < 1000) return 'within a second of the server'
  return `${formatDuration(size)} ${offsetMs > 0 ? 'ahead of' : 'behind'} the server`
}

export const isSilent = (state: HostRow['state']): boolean => state === 'unreachable' || state === 'offline'

/** Why this host cannot take a new volume now, or null. Its agent decides again. */
export function createReason(host: Pick<HostRow, 'name' | 'state' | 'mode' | 'revokedAt'>): string | null {
  if (host.revokedAt) return 'removed from Stowage'
  if (isSilent(host.state)) return 'not reporting'
  if (host.mode === 'read-only') return 'its agent only observes'
  return null
}

/** A fingerprint in groups of four, as people compare it aloud. */
export const groupedHex = (hex: string): string => (/^[0-9a-f]+$/i.test(hex) ? (hex.match(/.{1,4}/g) ?? [hex]).join(' ') : hex)
