import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ContainerState } from './facts.ts'
import { ago, day, facts, hour, now, ok } from './testing/verdict-facts.ts'
import { type VerdictFacts, volumeVerdict } from './verdict.ts'

describe('verdicts on random facts', () => {
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
      project: rarely(fc.constant('shop')),
      problem: rarely(fc.constant('down')),
      firstSeenAt: fc.integer({ min: 0, max: 60 * day }).map(ago),
      factAt: fc.integer({ min: 0, max: 60 * day }).map(ago),
      lastMountedAt: rarely(fc.integer({ min: 0, max: 60 * day }).map(ago)),
      removedAt: rarely(fc.constant(ago(hour))),
    }),
    host: fc.record({
      state: mostly<VerdictFacts['host']['state']>('online', fc.constantFrom('degraded', 'unreachable', 'offline')),
      conflict: rarely(fc.constant('web-08')),
      revoked: rarely(fc.constant(true)).map((each) => each ?? false),
      containers: section,
      volumes: section,
    }),
    uses: mostly<VerdictFacts['uses']>(
      [],
      fc.array(
        fc.constantFrom(...ContainerState.options).map((state) => ({ container: 'c', state, how: 'volume' as const })),
        { maxLength: 2 },
      ),
    ),
    heldBy: mostly<VerdictFacts['heldBy']>([], fc.constant(['nested'])),
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
        if (change.uses.length + change.heldBy.length > 0 && change.volume.removedAt === null) expect(state).toBe('used')
        if (state !== 'orphan') return
        orphans += 1
        for (const at of [change.volume.firstSeenAt, change.volume.factAt])
          expect(now.getTime() - at.getTime()).toBeGreaterThanOrEqual(day)
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
