import type { HostSpace, SpacePart } from '@stowage/domain/space'
import type { SegmentKind } from './space-words.ts'

export interface Segment {
  kind: SegmentKind
  bytes: number
  /** Objects in it that nobody could measure: the bytes are "at least". */
  unknown: number
}

type Space = Pick<HostSpace, 'totalBytes' | 'usedBytes' | 'availableBytes' | 'parts'>

const isKnown = (part: SpacePart): part is SpacePart & { bytes: number } => part.bytes !== null

/** Parts that no figure, or only a part of one, is known of. */
export const unknownParts = ({ parts }: Pick<Space, 'parts'>): SpacePart[] =>
  parts.filter((part) => part.kind !== 'other' && (part.bytes === null || part.unknown > 0))

/**
 * A file system from left to right: the measured kinds, then what is left of the used space, then what ordinary users may still take. While
 * a part is unknown, what is left cannot be told from it, and is called not measured. Empty when the disk itself is unknown.
 */
export function segmentsOf(space: Space): Segment[] {
  const { usedBytes, availableBytes, parts } = space
  if (usedBytes === null || availableBytes === null) return []
  const known = parts.filter(isKnown).filter(({ kind, bytes }) => kind !== 'other' && bytes > 0)
  const left = Math.max(0, usedBytes - known.reduce((sum, { bytes }) => sum + bytes, 0))
  const rest: Segment = { kind: unknownParts(space).length > 0 ? 'unmeasured' : 'other', bytes: left, unknown: 0 }
  return [
    ...known.map(({ kind, bytes, unknown }) => ({ kind, bytes, unknown })),
    ...(left > 0 ? [rest] : []),
    { kind: 'free', bytes: availableBytes, unknown: 0 },
  ]
}

/** The parts add up to more than is used: some are counted as their files say, not as the disk holds them. */
export function isOvercounted(space: Space): boolean {
  const sum = space.parts.reduce((all, { kind, bytes }) => all + (kind === 'other' ? 0 : (bytes ?? 0)), 0)
  return space.usedBytes !== null && sum > space.usedBytes * 1.01
}

/** Used of what could be used, from 0 to 1, as `df` counts it; null when the disk is unknown. */
export const fullness = ({ usedBytes, availableBytes }: Omit<Space, 'parts' | 'totalBytes'>): number | null =>
  usedBytes === null || availableBytes === null || usedBytes + availableBytes === 0
    ? null
    : usedBytes / (usedBytes + availableBytes)

/** "92 %", rounded up as `df` does; null is "Unknown". */
export const fullText = (full: number | null): string => (full === null ? 'Unknown' : `${Math.ceil(full * 100 - 1e-9)} %`)
