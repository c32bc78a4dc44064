import { HostPolicy } from '../host-policy.ts'
import type { VerdictFacts } from '../verdict.ts'

/** For tests: a plain, old, unused volume on a healthy host, and whatever is to be otherwise. */

export const now = new Date('2026-11-20T12:00:00Z')
export const ago = (ms: number) => new Date(now.getTime() - ms)
export const hour = 3_600_000
export const day = 24 * hour
export const ok = { status: 'ok' as const, collectedAt: ago(60_000), error: null }

export type Change = { volume?: Partial<VerdictFacts['volume']>; host?: Partial<VerdictFacts['host']> } & Partial<
  Pick<VerdictFacts, 'uses' | 'heldBy' | 'projectContainers'>
>
export const facts = ({ volume, host, ...rest }: Change = {}): VerdictFacts => ({
  volume: {
    name: 'data',
    driver: 'local',
    scope: 'local',
    kind: 'named',
    labels: {},
    project: null,
    anonymous: false,
    problem: null,
    firstSeenAt: ago(40 * day),
    factAt: ago(40 * day),
    lastMountedAt: null,
    removedAt: null,
    ...volume,
  },
  host: {
    name: 'web-07',
    state: 'online',
    conflict: null,
    revoked: false,
    containers: ok,
    volumes: ok,
    policy: HostPolicy.parse({}),
    ...host,
  },
  uses: [],
  heldBy: [],
  projectContainers: 0,
  ...rest,
})
