/** How the order on screen differs from the newest answer of the server. */
export interface OrderChange {
  added: number
  gone: number
  moved: number
}

const none: OrderChange = { added: 0, gone: 0, moved: 0 }

/** Rows that are new, gone, or stand elsewhere relative to the others. */
export function orderChange(shown: readonly string[], latest: readonly string[]): OrderChange {
  if (shown === latest) return none
  const place = new Map(shown.map((id, index) => [id, index]))
  const common: number[] = []
  for (const id of latest) {
    const index = place.get(id)
    if (index !== undefined) common.push(index)
  }
  return {
    added: latest.length - common.length,
    gone: shown.length - common.length,
    moved: common.length - longestIncreasing(common),
  }
}

export const isSameOrder = ({ added, gone, moved }: OrderChange): boolean => added + gone + moved === 0

/** Length of the longest increasing subsequence: the most rows that can stay where they are. */
function longestIncreasing(values: readonly number[]): number {
  const tails: number[] = []
  for (const value of values) {
    let low = 0
    let high = tails.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((tails[middle] ?? 0) < value) low = middle + 1
      else high = middle
    }
    tails[low] = value
  }
  return tails.length
}

/** `3 new · 2 moved`; empty when nothing waits. Gone rows are grey where they stand, so they only count beside others. */
export function changeWords({ added, gone, moved }: OrderChange): string {
  return [added > 0 ? `${added} new` : '', gone > 0 ? `${gone} gone` : '', moved > 0 ? `${moved} moved` : '']
    .filter(Boolean)
    .join(' · ')
}
