import { describe, expect, it } from 'vitest'
import type { HostSection } from './host.ts'
import { hostState } from './host-state.ts'

const now = new Date('2026-11-20T12:00:00Z')
const ago = (ms: number) => new Date(now.getTime() - ms)
const sections = (change: Partial<HostSection> = {}): HostSection[] =>
  (['engine', 'containers', 'volumes', 'sizes', 'layers'] as const).map((name) => ({
    name,
    status: 'ok',
    collectedAt: ago(60_000),
    error: null,
    ...(change.name === name ? change : {}),
  }))
const state = (silentMs: number | null, list = sections(), engineReachable = true) =>
  hostState({ lastSeenAt: silentMs === null ? null : ago(silentMs), engineReachable, sections: list }, now).state

describe('state of a host', () => {
  it('M1: online up to three missed heartbeats, then unreachable, offline after ten minutes', () => {
    expect([0, 45_000, 45_001, 600_000, 600_001].map((ms) => state(ms))).toEqual([
      'online',
      'online',
      'unreachable',
      'unreachable',
      'offline',
    ])
    expect(state(null)).toBe('offline')
  })

  it('M15: a failed, missing or old section degrades; a skipped measurement does not', () => {
    expect(state(0, sections({ name: 'volumes', status: 'error', error: 'no answer' }))).toBe('degraded')
    expect(state(0, sections({ name: 'containers', collectedAt: ago(601_000) }))).toBe('degraded')
    expect(
      state(
        0,
        sections().filter((each) => each.name !== 'volumes'),
      ),
    ).toBe('degraded')
    expect(state(0, sections({ name: 'sizes', status: 'skipped' }))).toBe('online')
    expect(state(0, sections({ name: 'sizes', collectedAt: ago(3_600_000) }))).toBe('online')
  })

  it('FA8: an engine that does not answer degrades', () => {
    expect(state(0, sections(), false)).toBe('degraded')
  })
})
