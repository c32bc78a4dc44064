'use client'
import { parseAsString, useQueryState } from 'nuqs'
import { setPreference, usePreference } from '../preference.ts'

const everywhere = 'all'

/**
 * Which hosts the pages speak about: `host:web-07`, or null for all. The address wins over what this browser remembers and does not
 * overwrite it; only choosing does.
 */
export function useScope() {
  const [inUrl, setInUrl] = useQueryState('scope', parseAsString.withOptions({ history: 'push' }))
  const remembered = usePreference('scope')
  const effective = inUrl ?? remembered
  const scope = effective === everywhere || !effective ? null : effective
  return {
    scope,
    /** Name of the one host in scope, or null. */
    host: scope?.startsWith('host:') ? scope.slice(5) : null,
    setScope: (next: string | null) => {
      setPreference('scope', next)
      return setInUrl(next)
    },
  }
}
