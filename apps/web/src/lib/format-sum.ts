import { formatBytes } from '@stowage/domain/format'

/** A sum that leaves unmeasured parts out starts with ≥. */
export const formatSum = (bytes: number, unknownParts: number): string => `${unknownParts > 0 ? '≥ ' : ''}${formatBytes(bytes)}`

const whole = new Intl.NumberFormat('en')

/** `1,240 volumes`, `1 host`. */
export const formatCount = (count: number, one: string, many = `${one}s`): string =>
  `${whole.format(count)} ${count === 1 ? one : many}`
