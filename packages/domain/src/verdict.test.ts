import { describe, expect, it } from 'vitest'
import type { ContainerState } from './facts.ts'
import { HostPolicy } from './host-policy.ts'
import { ago, type Change, day, facts, hour, now, ok } from './testing/verdict-facts.ts'
import { volumeVerdict } from './verdict.ts'

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
  })

  it('A29: a namesake made while nobody watched keeps the row and is young from the moment its facts changed', () => {
    const again = verdict({ volume: { factAt: ago(hour) } })
    expect(again).toMatchObject({
      state: 'protected',
      reason: 'What the engine says of it changed 1 h ago; such volumes are left alone for 1 d.',
    })
    expect(verdict({ volume: { factAt: ago(day) } }).state).toBe('orphan')
  })

  it('V15: the device of another volume in its directory makes it used, with no container at all', () => {
    expect(verdict({ heldBy: ['inner'] })).toEqual({
      state: 'used',
      reason: 'The device of volume inner lies inside its directory.',
      pill: 'idle',
    })
    expect(verdict({ heldBy: ['a', 'b'] }).reason).toBe('The devices of 2 volumes, as a, lie inside its directory.')
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
})
