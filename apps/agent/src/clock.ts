/**
 * `now` is the host's calendar time: it labels facts and decides nothing (M13). `elapsedMs` never jumps: intervals and deadlines count by it.
 */
export type Clock = { now: () => Date; elapsedMs: () => number }

export const systemClock = (offsetMs = 0): Clock => ({
  now: () => new Date(Date.now() + offsetMs),
  elapsedMs: () => performance.now(),
})
