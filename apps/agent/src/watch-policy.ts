import { isDeepStrictEqual } from 'node:util'
import { type PolicyState, readPolicy } from './policy.ts'

const everyMs = 2000

export type PolicyWatch = {
  readonly current: PolicyState
  /** Looks now: jobs decide by the file as it is, not as it was. */
  refresh: () => Promise<PolicyState>
  stop: () => void
}

/** Follows the policy file. Reads it whole each time: a stat would miss a change of its directory's owner. */
export async function watchPolicy(path: string, onChange: (state: PolicyState) => void): Promise<PolicyWatch> {
  let current = await readPolicy(path)
  const refresh = async () => {
    const next = await readPolicy(path)
    if (isDeepStrictEqual(next, current)) return current
    current = next
    onChange(next)
    return next
  }
  const timer = setInterval(() => void refresh(), everyMs)
  timer.unref()
  return {
    get current() {
      return current
    },
    refresh,
    stop: () => clearInterval(timer),
  }
}
