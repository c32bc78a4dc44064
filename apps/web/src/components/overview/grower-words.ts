import { formatBytes } from '@stowage/domain/format'
import type { Grower } from '@stowage/domain/history'

/** Where a grower is looked at. */
export const growerHref = ({ kind, id }: Pick<Grower, 'kind' | 'id'>): string =>
  `/${kind === 'volume' ? 'volume' : 'container'}?id=${id}`

const nouns: Readonly<Record<Grower['kind'], string>> = { volume: 'volume', layer: 'writable layer', log: 'log' }
export const growerNoun = (kind: Grower['kind']): string => nouns[kind]

/** "+3.10 GiB", "−120 MiB": a change in seven days. */
export const deltaText = (bytes: number): string => `${bytes < 0 ? '−' : '+'}${formatBytes(Math.abs(bytes))}`

/** "72 % of web-07's growth"; null when too little of it is measured to say. */
export const shareText = (share: number | null, host: string): string | null =>
  share === null ? null : `${Math.round(share * 100)} % of ${host}'s growth`
