import type { ActivityRow } from '@stowage/domain/activity'

/** Attribution letters in words (the letter stays beside the words, as in exports). */
export const attributionWords: Record<NonNullable<ActivityRow['attribution']>, string> = {
  A: 'Stowage action',
  D: 'Docker event only, no actor',
  E: 'noticed missing between two lists',
}

export const viaWords: Record<ActivityRow['via'], string> = {
  web: 'web',
  cli: 'CLI or API',
  agent: 'agent',
  server: 'Stowage itself',
  outside: 'outside Stowage',
}

export const resultWords: Record<ActivityRow['result'], { word: string; tone: 'good' | 'bad' | 'warn' | 'neutral' }> = {
  intent: { word: 'asked', tone: 'neutral' },
  ok: { word: 'done', tone: 'good' },
  skipped: { word: 'skipped', tone: 'neutral' },
  denied: { word: 'denied', tone: 'warn' },
  failed: { word: 'failed', tone: 'bad' },
  indeterminate: { word: 'outcome unknown', tone: 'warn' },
  late: { word: 'came too late, not counted', tone: 'warn' },
}

/** Who did it; for changes made outside, that Docker keeps no actor. */
export function actorText(row: Pick<ActivityRow, 'actorType' | 'actor' | 'host'>): string {
  if (row.actorType === 'outside') return 'Not recorded by Docker'
  if (row.actorType === 'system') return 'Stowage'
  if (row.actorType === 'agent') return `agent on ${row.host ?? row.actor}`
  return row.actorType === 'token' ? `${row.actor} (API token)` : row.actor
}

/** Page of the subject, or null where it has none. */
export function subjectHref(row: Pick<ActivityRow, 'subjectKind' | 'subjectId'>): string | null {
  if (!row.subjectId) return null
  const id = encodeURIComponent(row.subjectId)
  switch (row.subjectKind) {
    case 'volume':
      return `/volume?id=${id}`
    case 'container':
      return `/container?id=${id}`
    case 'host':
      return `/host?id=${id}`
    case 'job':
      return `/job?id=${id}`
    default:
      return null
  }
}
