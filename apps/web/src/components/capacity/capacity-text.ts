import { formatBytes } from '@stowage/domain/format'
import type { HostSpace } from '@stowage/domain/space'
import { formatSum } from '../../lib/format-sum.ts'
import { fullness, fullText, isOvercounted, segmentsOf, unknownParts } from './segments-of.ts'
import { segmentName } from './space-words.ts'

type Space = Pick<HostSpace, 'host' | 'totalBytes' | 'usedBytes' | 'availableBytes' | 'parts'>

const and = new Intl.ListFormat('en', { type: 'conjunction' })

/** The whole bar in words: "web-07 is 92 % full: 369 GiB used, 31.0 GiB free. Most of it is images (120 GiB) and volumes in use (96 GiB)." */
export function capacityText(space: Space): string {
  const { host, usedBytes, availableBytes } = space
  const full = fullness(space)
  if (full === null) return `The disk of ${host} is unknown: its agent has not told its size.`
  const largest = segmentsOf(space)
    .filter(({ kind }) => kind !== 'free')
    .toSorted((a, b) => b.bytes - a.bytes)
    .slice(0, 3)
    .map(({ kind, bytes, unknown }) => `${segmentName(kind)} (${formatSum(bytes, unknown)})`)
  const most = largest.length > 0 ? ` Most of it is ${and.format(largest)}.` : ''
  return `${host} is ${fullText(full)} full: ${formatBytes(usedBytes)} used, ${formatBytes(availableBytes)} free.${most}`
}

/** The parts in the order of the bar: "volumes in use 96.0 GiB, images 88.0 GiB, other files 40.0 GiB"; empty when the disk is unknown. */
export const partsText = (space: Space): string =>
  segmentsOf(space)
    .filter(({ kind }) => kind !== 'free')
    .map(({ kind, bytes, unknown }) => `${segmentName(kind)} ${formatSum(bytes, unknown)}`)
    .join(', ')

/** What the bar cannot tell, in sentences; empty when everything was measured. */
export function capacityDoubts(space: Space): string[] {
  const doubts = unknownParts(space).map(({ kind, bytes, unknown, reason }) => {
    const name = segmentName(kind)
    const subject = `${name.charAt(0).toUpperCase()}${name.slice(1)}`
    const why = reason ? `: ${reason.replace(/\.$/, '')}` : ''
    if (bytes === null) return `${subject} are not measured${why}.`.replace('Build cache are', 'Build cache is')
    return `${subject}: ${unknown} of them not measured${reason ? ` (${reason.replace(/\.$/, '')})` : ''}.`
  })
  if (!isOvercounted(space)) return doubts
  return [
    ...doubts,
    'The parts add up to more than is used, because some are counted as their files say, not as the disk holds them.',
  ]
}
