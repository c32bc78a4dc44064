/** Bounds of an age in seconds. */
export type AgeRange = { minS: number; maxS: number }

const hourS = 3600
const unitS: Record<string, number> = {
  second: 1,
  minute: 60,
  hour: hourS,
  day: 86_400,
  week: 604_800,
  month: 2_592_000,
  year: 31_536_000,
}

/**
 * How long a container has been up, or how long ago it ended, from the list's `Status` text ("Up 5 minutes", "Exited (0) About an
 * hour ago"). Null when the text holds no age. go-units' HumanDuration rounds to hours and truncates everything else.
 */
export function statusAge(status: string): AgeRange | null {
  if (/less than a second/i.test(status)) return { minS: 0, maxS: 1 }
  if (/about a minute/i.test(status)) return { minS: 60, maxS: 120 }
  if (/about an hour/i.test(status)) return { minS: hourS, maxS: 1.5 * hourS }
  const match = /(\d+) (second|minute|hour|day|week|month|year)s?\b/.exec(status)
  const unit = unitS[match?.[2] ?? '']
  if (!match || unit === undefined) return null
  const count = Number(match[1])
  if (unit < hourS) return { minS: count * unit, maxS: (count + 1) * unit }
  if (unit === hourS) return { minS: (count - 0.5) * unit, maxS: (count + 0.5) * unit }
  return { minS: count * unit - hourS, maxS: (count + 1) * unit + hourS }
}

const slackS = 2

/**
 * Whether a container was started or ended again since the earlier look, though state and exit code read the same: then it is
 * younger now than its earlier age plus the time that passed.
 */
export function isYounger(now: AgeRange | null, earlier: AgeRange | null, passedS: number): boolean {
  if (now === null || earlier === null) return now !== earlier
  return now.maxS + slackS < earlier.minS + passedS
}
