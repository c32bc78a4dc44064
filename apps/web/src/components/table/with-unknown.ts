import type { FilterChip } from '@stowage/domain/filter/to-text'

const comparison = /^-?(size|growth|files|written|layer|lost|logs|idle|created|seen|mounted):(?:.*[<>]|.*\.\.|\d)/

/** The filter that also shows rows whose value is unknown: `size:>1GiB` becomes `(size:>1GiB OR size:unknown)`. */
export function withUnknown(chips: readonly FilterChip[]): string | null {
  let found = false
  const terms = chips.map(({ text }) => {
    const key = comparison.exec(text)?.[1]
    if (!key) return text
    found = true
    return `(${text} OR ${key}:unknown)`
  })
  return found ? terms.join(' ') : null
}
