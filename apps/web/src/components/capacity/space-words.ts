import type { SpaceKind } from '@stowage/domain/space'

/** What is drawn beside the kinds of space: the rest of a disk. */
export type SegmentKind = SpaceKind | 'unmeasured' | 'free'

export type Pattern = 'dots' | 'hatch' | 'cross'

interface Look {
  word: string
  /** Colour as `fill-…`; the patterns draw on top of it. */
  fill: string
  pattern: Pattern | null
}

/** One meaning per colour and pattern, in every bar, treemap and table of the product. */
export const segmentLooks: Readonly<Record<SegmentKind, Look>> = {
  'volumes-in-use': { word: 'Volumes in use', fill: 'fill-chart-in-use', pattern: null },
  'volumes-idle': { word: 'Volumes idle', fill: 'fill-chart-idle', pattern: 'dots' },
  'volumes-orphaned': { word: 'Volumes orphaned', fill: 'fill-chart-orphaned', pattern: 'hatch' },
  layers: { word: 'Writable layers', fill: 'fill-chart-layers', pattern: null },
  images: { word: 'Images', fill: 'fill-chart-images', pattern: null },
  'build-cache': { word: 'Build cache', fill: 'fill-chart-cache', pattern: null },
  logs: { word: 'Logs', fill: 'fill-chart-logs', pattern: null },
  other: { word: 'Other files', fill: 'fill-chart-other', pattern: 'cross' },
  unmeasured: { word: 'Not measured, or other files', fill: 'fill-transparent', pattern: null },
  free: { word: 'Free', fill: 'fill-sunken', pattern: null },
}

const inSentence: Readonly<Record<SegmentKind, string>> = {
  'volumes-in-use': 'volumes in use',
  'volumes-idle': 'idle volumes',
  'volumes-orphaned': 'orphaned volumes',
  layers: 'writable layers',
  images: 'images',
  'build-cache': 'build cache',
  logs: 'logs',
  other: 'other files',
  unmeasured: 'other files and what was not measured',
  free: 'free',
}

/** The same word inside a sentence. */
export const segmentName = (kind: SegmentKind): string => inSentence[kind]
