import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ContainerState } from './facts.ts'
import { HostPolicy } from './host-policy.ts'
import { type VerdictFacts, volumeVerdict } from './verdict.ts'

const now = new Date('2026-11-20T12:00:00Z')
const ago = (ms: number) => new Date(now.getTime() - ms)
const hour = 3_600_000
const day = 24 * hour
const ok = { status: 'ok' as const, collectedAt: ago(60_000), error: null }

type Change = { volume?: Partial<VerdictFacts['volume']>; host?: Partial<VerdictFacts['host']> } & Partial<
  Pick<VerdictFacts, 'uses' | 'projectContainers'>
>
const facts = ({ volume, host, ...rest }: Change = {}): VerdictFacts => ({
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
  projectContainers: 0,
  ...rest,
})
const verdict = (change?: Change) => volumeVerdict(facts(change), now)
const use = (state: ContainerState, how: 'volume' | 'bind' = 'volume') => [{ container: 'etl', state, how }]

describe('verdict on a volume', () => {
  it('A1, A2: a stopped or never started container is a use', () => {
    expect(verdict({ uses: use('exited') })).toEqual({ state: 'used', pill: 'idle', reason: 'Used by a stopped container: etl.' })
    expect(verdict({ uses: use('created') }).state).toBe('used')
    expect(verdict({ uses: use('running') })).toMatchObject({ state: 'used', pill: 'in-use' })
  })

  it('A31: dead and removing containers are uses until they are gone', () => {
    expect([verdict({ uses: use('dead') }).state, verdict({ uses: use('removing') }).state]).toEqual(['used', 'used'])
  })

  it('A10: a stack volume without service definitions is unknown', () => {
    expect(verdict({ volume: { labels: { 'com.docker.stack.namespace': 'shop' } } }).state).toBe('unknown')
  })

  it('A11: the volume of a project that is down is protected, with its name', () => {
    expect(verdict({ volume: { project: 'shop' } })).toMatchObject({
      state: 'protected',
      reason: expect.stringContaining('Project shop is down'),
    })
    expect(verdict({ volume: { project: 'shop' }, projectContainers: 1 }).state).toBe('orphan')
  })

  it('A13, A14: an old anonymous volume without reference is an orphan', () => {
    expect(verdict({ volume: { anonymous: true, kind: 'anonymous' } })).toMatchObject({ state: 'orphan', pill: 'orphaned' })
  })

  it('A19: NFS, CIFS, plugins and global scope may be used elsewhere: unknown', () => {
    for (const volume of [
      { kind: 'nfs' as const },
      { kind: 'cifs' as const },
      { kind: 'plugin' as const, driver: 'rclone' },
      { scope: 'global' },
    ]) {
      expect(verdict({ volume }).state).toBe('unknown')
    }
  })

  it('A20: a driver in trouble makes its volumes unknown, others are judged', () => {
    expect(verdict({ volume: { problem: 'plugin is down' } })).toMatchObject({
      state: 'unknown',
      reason: expect.stringContaining('plugin is down'),
    })
    expect(verdict().state).toBe('orphan')
  })

  it('A23, A39: a path volume is a definition only, a tmpfs holds no data', () => {
    expect(verdict({ volume: { kind: 'path' } })).toMatchObject({
      state: 'orphan',
      reason: expect.stringContaining('definition only'),
    })
    expect(verdict({ volume: { kind: 'tmpfs' } })).toMatchObject({
      state: 'orphan',
      reason: expect.stringContaining('holds no data'),
    })
  })

  it('A28, A29: age counts from our own first sight, with a grace of 24 h', () => {
    expect(verdict({ volume: { firstSeenAt: ago(60_000) } }).state).toBe('protected')
    expect(verdict({ volume: { firstSeenAt: ago(23 * hour) } }).state).toBe('protected')
    expect(verdict({ volume: { firstSeenAt: ago(day) } }).state).toBe('orphan')
    expect(verdict({ volume: { lastMountedAt: ago(hour) } }).state).toBe('protected')
  })

  it('A32: one engine reported by two agents gives no verdict', () => {
    expect(verdict({ host: { conflict: 'web-08' } })).toMatchObject({
      state: 'unknown',
      reason: expect.stringContaining('web-08'),
    })
  })

  it('A33, A44, DS6: a section that is missing, partial, failed or old gives no verdict', () => {
    for (const section of [
      undefined,
      { ...ok, status: 'partial' as const },
      { ...ok, status: 'error' as const },
      { ...ok, collectedAt: ago(601_000) },
    ]) {
      expect(verdict({ host: { containers: section } }).state).toBe('unknown')
      expect(verdict({ host: { volumes: section } }).state).toBe('unknown')
    }
  })

  it('A37, DS8: a keep label and the host policy protect', () => {
    expect(verdict({ volume: { labels: { keep: '' } } }).state).toBe('protected')
    const policy = HostPolicy.parse({ protect: { names: ['da*'] } })
    expect(verdict({ host: { policy } })).toMatchObject({ state: 'protected', reason: expect.stringContaining('protect.names') })
  })

  it.each(['buildx_buildkit_b0_state', 'vscode', 'minikube', 'k3d-dev-images', 'runner-ab-cache-3'])(
    'D4: %s is protected',
    (name) => {
      expect(verdict({ volume: { name } }).state).toBe('protected')
    },
  )

  it('rows of a silent host read as last known', () => {
    expect(verdict({ host: { state: 'offline' } })).toMatchObject({ state: 'unknown', pill: 'unreachable' })
    expect(verdict({ host: { state: 'offline' }, uses: use('running') })).toMatchObject({ state: 'used', pill: 'unreachable' })
  })

  const rarely = <T>(arbitrary: fc.Arbitrary<T>) => fc.oneof({ weight: 6, arbitrary: fc.constant(null) }, arbitrary)
  const mostly = <T>(usual: T, rest: fc.Arbitrary<T>) => fc.oneof({ weight: 5, arbitrary: fc.constant(usual) }, rest)
  const section = mostly<VerdictFacts['host']['containers']>(
    ok,
    fc.record({
      status: fc.constantFrom('ok' as const, 'partial' as const, 'error' as const, 'skipped' as const),
      collectedAt: fc.option(fc.integer({ min: 0, max: 1_200_000 }).map(ago)),
      error: fc.constant(null),
    }),
  )
  const any = fc.record({
    volume: fc.record({
      name: fc.constantFrom('data', 'vscode', 'k3d-x'),
      driver: mostly('local', fc.constant('rclone')),
      scope: mostly('local', fc.constant('global')),
      kind: fc.constantFrom(
        'named' as const,
        'anonymous' as const,
        'nfs' as const,
        'tmpfs' as const,
        'path' as const,
        'plugin' as const,
        'other' as const,
      ),
      labels: fc.constantFrom<Record<string, string>>({}, { keep: '' }, { 'com.docker.stack.namespace': 's' }),
      project: fc.option(fc.constant('shop')),
      problem: rarely(fc.constant('down')),
      firstSeenAt: fc.integer({ min: 0, max: 60 * day }).map(ago),
      lastMountedAt: fc.option(fc.integer({ min: 0, max: 60 * day }).map(ago)),
      removedAt: rarely(fc.constant(ago(hour))),
    }),
    host: fc.record({
      state: mostly<VerdictFacts['host']['state']>('online', fc.constantFrom('degraded', 'unreachable', 'offline')),
      conflict: rarely(fc.constant('web-08')),
      revoked: rarely(fc.constant(true)).map((each) => each ?? false),
      containers: section,
      volumes: section,
    }),
    uses: fc.array(
      fc.constantFrom(...ContainerState.options).map((state) => ({ container: 'c', state, how: 'volume' as const })),
      { maxLength: 2 },
    ),
    projectContainers: fc.nat(2),
  })
  const fresh = (each: VerdictFacts['host']['containers']) =>
    each?.status === 'ok' && each.collectedAt !== null && now.getTime() - each.collectedAt.getTime() <= 600_000

  it('any reference keeps a volume from being an orphan; nothing that is unknown becomes one', () => {
    let orphans = 0
    fc.assert(
      fc.property(any, (change) => {
        const { state, reason } = volumeVerdict(facts(change), now)
        expect(reason).toMatch(/^[A-Zw].*\S/)
        if (change.uses.length > 0 && change.volume.removedAt === null) expect(state).toBe('used')
        if (state !== 'orphan') return
        orphans += 1
        expect(change.uses).toEqual([])
        expect(fresh(change.host.containers) && fresh(change.host.volumes)).toBe(true)
        expect(['online', 'degraded']).toContain(change.host.state)
        expect([change.host.conflict, change.host.revoked, change.volume.problem, change.volume.removedAt]).toEqual([
          null,
          false,
          null,
          null,
        ])
        expect(change.volume.driver).toBe('local')
      }),
      { numRuns: 5000 },
    )
    expect(orphans).toBeGreaterThan(10)
  })
})
