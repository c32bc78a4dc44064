import type { VolumeRow } from '@stowage/domain/volume'
import { methodText, sizeWords } from '../size/size-words.ts'

export const kindWords: Record<VolumeRow['kind'], string> = {
  named: 'Named',
  anonymous: 'Anonymous',
  nfs: 'NFS',
  cifs: 'CIFS',
  tmpfs: 'tmpfs',
  path: 'Path',
  plugin: 'Plugin',
  other: 'Other',
}

/** Where an anonymous volume comes from: "anonymous, from postgres:16 at /var/lib/postgresql/data"; null for volumes with a name. */
export function volumeOrigin({
  anonymous,
  usedBy,
  lastMountedBy,
}: Pick<VolumeRow, 'anonymous' | 'usedBy' | 'lastMountedBy'>): string | null {
  if (!anonymous) return null
  const [use] = usedBy
  if (use) return `anonymous, from ${use.image} at ${use.path}`
  return lastMountedBy ? `anonymous, last mounted by ${lastMountedBy}` : 'anonymous'
}

/** What the list of users says. An empty list counts only while it was checked. */
export function usedByWords({ usedBy, hostState, state }: Pick<VolumeRow, 'usedBy' | 'hostState' | 'state'>): {
  text: string
  known: boolean
} {
  const names = [...new Set(usedBy.map(({ container }) => container))]
  const [first] = names
  if (first !== undefined) return { text: names.length > 1 ? `${first} +${names.length - 1}` : first, known: true }
  const checked = hostState === 'online' || (hostState === 'degraded' && state !== 'unknown')
  return checked ? { text: 'None', known: true } : { text: 'Unknown', known: false }
}

export const usedByFull = ({ usedBy }: Pick<VolumeRow, 'usedBy'>): string =>
  usedBy
    .map(
      ({ container, state, path, rw, how }) =>
        `${container} (${state}) at ${path}, ${rw ? 'rw' : 'ro'}${how === 'bind' ? ', by path' : ''}`,
    )
    .join(' · ')

/** Why there is no last mount to show. */
export function noMountWords({ pill, firstSeenAt }: Pick<VolumeRow, 'pill' | 'firstSeenAt'>, moment: (at: Date) => string) {
  const why =
    pill === 'in-use'
      ? `Mounted before Stowage first saw it on ${moment(firstSeenAt)}.`
      : `No mount seen since ${moment(firstSeenAt)}. Earlier history is not known.`
  return { text: 'Unknown', why }
}

/** The size with everything known of it: bytes to the last, how and when it was found. */
export function sizeFull(volume: VolumeRow, moment: (at: Date) => string): string {
  const { sizeBytes, sizeMethod, sizeMeasuredAt, measuring } = volume
  const { kind, text, why } = sizeWords(volume)
  const figure = sizeBytes === null ? null : `${sizeBytes.toLocaleString('en')} B`
  const parts = [
    kind === 'unknown'
      ? `Size unknown: ${why}`
      : figure === text
        ? text
        : [text, figure && `(${figure})`].filter(Boolean).join(' '),
    kind === 'unknown' ? null : why,
    methodText(sizeMethod),
    sizeMeasuredAt && kind !== 'unknown' ? `measured ${moment(sizeMeasuredAt)}` : null,
    measuring ? 'being measured now' : null,
  ]
  return parts.filter(Boolean).join(' · ')
}

/** Why the newest write is not known. */
export const writtenWhy = ({ files, sizeMeasuredAt }: Pick<VolumeRow, 'files' | 'sizeMeasuredAt'>): string =>
  files === 0 ? 'It holds no files.' : sizeMeasuredAt ? 'Its files could not be looked at.' : 'Not measured yet.'

/** `type=nfs, o=addr=nas-01` */
export const pairs = (record: Record<string, string>): string =>
  Object.entries(record)
    .map(([key, value]) => (value === '' ? key : `${key}=${value}`))
    .join(', ')
