import type { RemovePreview } from '@stowage/api/volumes'
import { formatBytes } from '@stowage/domain/format'
import { isEmptyVolume } from '@stowage/domain/volume'
import { agoText } from '../time/instant.ts'

type Volume = Pick<
  RemovePreview['volume'],
  'name' | 'host' | 'anonymous' | 'sizeBytes' | 'sizePartial' | 'files' | 'sizeReason' | 'sizeMeasuredAt' | 'usedBy'
>

/** What tier 3 asks to be typed: the name; of an anonymous volume its first 12 characters. */
export const confirmText = (volume: Pick<Volume, 'name' | 'anonymous'>): string =>
  volume.anonymous ? volume.name.slice(0, 12) : volume.name

/** Names the object and the act in the question itself. */
export function removalTitle(volume: Volume, tier: 2 | 3): string {
  const what = volume.anonymous ? `anonymous volume ${confirmText(volume)}` : volume.name
  return tier === 2 ? `Destroy ${what} on ${volume.host}?` : `Destroy ${what} on ${volume.host} without an archive?`
}

/** Bytes at stake with their age; an unknown size is never called empty. */
export function removalSize(volume: Volume, now: Date): string {
  const measured = volume.sizeMeasuredAt ? ` measured ${agoText(volume.sizeMeasuredAt, now)}` : ''
  const bytes = isEmptyVolume(volume) ? 0 : volume.sizeBytes
  const size = bytes === null ? 'Size unknown' : `${volume.sizePartial ? '≥ ' : ''}${formatBytes(bytes)}${measured}`
  return `${size} · no container refers to it. There will be no archive.`
}

/** Why nothing can be removed now, as a title. */
export function vetoTitle({ volume, vetoes }: Pick<RemovePreview, 'vetoes'> & { volume: Volume }): string {
  const name = volume.anonymous ? `${confirmText(volume)}…` : volume.name
  const uses = volume.usedBy.length
  if (vetoes.some((veto) => veto.code === 'mounted_now') && uses > 0) {
    return `Can't remove ${name}: ${uses === 1 ? '1 container uses' : `${uses} containers use`} it.`
  }
  if (vetoes.some((veto) => veto.code === 'protected')) return `${name} is protected.`
  if (vetoes.some((veto) => veto.code === 'removed')) return `${name} is already gone.`
  return `Can't remove ${name} now.`
}
