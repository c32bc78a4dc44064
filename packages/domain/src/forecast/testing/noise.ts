/** mulberry32: the same numbers in [0, 1) for the same seed, everywhere. */
export function mulberry32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Gaussian noise by Box–Muller over mulberry32. */
export function gaussian(seed: number, deviation: number): () => number {
  const random = mulberry32(seed)
  return () => deviation * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

export const seeds = Array.from({ length: 50 }, (_, index) => index + 1)
