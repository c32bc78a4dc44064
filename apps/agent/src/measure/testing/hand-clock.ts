import type { SizeFact } from '@stowage/domain/facts'

/** A clock that goes only when told to. */
export function handClock() {
  let ms = 0
  return {
    now: () => new Date(Date.parse('2026-01-01T00:00:00Z') + ms),
    elapsedMs: () => ms,
    pass: (more: number) => {
      ms += more
    },
  }
}

export const sizeFact = (name: string, rest: Partial<SizeFact> = {}): SizeFact => ({
  ...{ name, bytes: 5, partial: false, atMostBytes: null, apparentBytes: 5, files: 1, newestWriteAt: null, reason: null },
  ...{ basis: 'allocated', method: 'du', measuredAt: '2026-01-01T00:00:00.000Z', ...rest },
})
