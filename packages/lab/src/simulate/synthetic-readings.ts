import type { SessionReadings } from '@stowage/agent/link/reading-news'
import type { ReadingAsk, ReadingNews, Tree } from '@stowage/domain/reading'
import type { SyntheticEngine } from './synthetic-engine.ts'

export type ReadingsOptions = {
  engine: SyntheticEngine
  /** A figure was measured again. */
  onMeasured: (section: 'sizes' | 'layers') => void
  onNews: () => void
}

/** Answers readings at once from the synthetic engine: sizes as they are, trees of a few entries that add up to them. */
export function syntheticReadings({ engine, onMeasured, onNews }: ReadingsOptions): SessionReadings {
  const outgoing: ReadingNews[] = []
  const answer = ({ id, kind, subject }: ReadingAsk): ReadingNews => {
    const none = { id, state: 'failed', bytes: null, files: null, tree: null } as const
    const isVolume = kind === 'volume.size' || kind === 'volume.contents'
    const fact = isVolume ? engine.sizes.get(subject) : engine.layers.get(subject)
    if (!fact) return { ...none, reason: 'There is no such thing on this host.' }
    const { bytes, files } = fact
    if (kind === 'volume.size' || kind === 'layer.size') {
      engine.measure(kind, subject)
      onMeasured(isVolume ? 'sizes' : 'layers')
      return { id, state: 'done', bytes, files, reason: null, tree: null }
    }
    return { id, state: 'done', bytes, files, reason: null, tree: isVolume ? contents(bytes, files) : changes(bytes, files) }
  }
  return {
    take: (ask) => {
      outgoing.push(answer(ask))
      onNews()
    },
    stop: () => {},
    news: () => outgoing[0] ?? null,
    told: (news) => {
      const index = outgoing.indexOf(news)
      if (index >= 0) outgoing.splice(index, 1)
    },
  }
}

type Figure = number | null
const whole = (bytes: Figure, files: Figure) => ({ bytes, files, partial: false, reason: null })

function contents(bytes: Figure, files: Figure): Tree {
  const entry = (path: string) => ({ path, type: 'directory', change: null, bytes, files, class: null }) as const
  return { ...whole(bytes, files), basis: 'allocated', total: 2, entries: [entry('base'), entry('base/16384')] }
}

function changes(bytes: Figure, files: Figure): Tree {
  const path = '/srv/uploads'
  const entry = { path, type: 'directory', change: 'added', bytes, files, class: 'data' } as const
  return { ...whole(bytes, files), basis: 'apparent', total: 1, entries: [entry] }
}
