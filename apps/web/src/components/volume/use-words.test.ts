import type { VolumeUse } from '@stowage/domain/volume'
import { describe, expect, it } from 'vitest'
import { referenceKinds, removalNote, rightNowText } from './use-words.ts'

const use = (state: VolumeUse['state']): VolumeUse => ({
  containerRowId: state,
  container: `c-${state}`,
  hostId: 'h',
  hostName: 'web-07',
  image: 'postgres:16',
  project: null,
  state,
  path: '/var/lib/postgresql/data',
  rw: true,
  how: 'volume',
})
const volume = {
  usedBy: [] as VolumeUse[],
  host: 'web-07',
  hostState: 'online' as const,
  state: 'orphan' as const,
  stateReason: 'No container on web-07 refers to it.',
  removedAt: null,
  scope: 'local',
  driver: 'local',
  kind: 'named' as const,
}

describe('right now', () => {
  it('A1: a stopped container is a use, and said to be stopped', () => {
    expect(rightNowText({ ...volume, usedBy: [use('exited')] })).toBe(
      'Mounted by none now; kept for 1 stopped container on web-07.',
    )
  })

  it('counts active and stopped containers apart', () => {
    expect(rightNowText({ ...volume, usedBy: [use('running'), use('running'), use('created')] })).toBe(
      'Mounted by 2 running containers on web-07, and kept for 1 stopped one.',
    )
    expect(rightNowText({ ...volume, usedBy: [use('running'), use('paused')] })).toBe('Mounted by 2 active containers on web-07.')
  })

  it('never speaks of now when the host is silent', () => {
    expect(rightNowText({ ...volume, usedBy: [use('running')], hostState: 'offline' })).toBe(
      'When last seen: mounted by 1 running container on web-07.',
    )
  })

  it('gives the reason of the verdict when nothing refers to the volume', () => {
    expect(rightNowText(volume)).toBe('No container on web-07 refers to it.')
  })
})

describe('kinds of reference', () => {
  it('always names what was not checked', () => {
    const unchecked = referenceKinds(volume).filter((each) => !each.checked)
    expect(unchecked.map((each) => each.kind)).toEqual(['Swarm services', 'Compose files', 'Open files'])
  })

  it('A19: storage that other machines may mount adds them to what was not checked', () => {
    expect(referenceKinds({ ...volume, kind: 'nfs' }).map((each) => each.kind)).toContain('Other hosts')
  })

  it('checks nothing on a host that does not answer', () => {
    expect(referenceKinds({ ...volume, hostState: 'unreachable' }).every((each) => !each.checked)).toBe(true)
  })
})

describe('who removed it', () => {
  const at = new Date('2026-11-20T03:12:07Z')
  const row = {
    id: '1',
    at,
    kind: 'job' as const,
    text: 'volume.remove asked by Ana: "x" was removed.',
    container: null,
    image: null,
    project: null,
    destination: null,
    rw: null,
    until: null,
  }

  it('names the job of Stowage that ended with the removal', () => {
    expect(removalNote({ removedAt: at, timeline: [row] })).toBe('Removal asked by Ana: "x" was removed.')
  })

  it('claims nobody for a removal that Stowage did not make', () => {
    const earlier = { ...row, at: new Date('2026-11-19T03:12:07Z') }
    expect(removalNote({ removedAt: at, timeline: [earlier] })).toBe('Removed outside Stowage. Docker does not record who.')
    expect(
      removalNote({ removedAt: at, timeline: [{ ...row, text: 'volume.remove asked by Ana: refused by web-07.' }] }),
    ).toContain('outside Stowage')
  })
})
