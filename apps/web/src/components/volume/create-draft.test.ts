import { defaultHostPolicy, HostPolicy } from '@stowage/domain/host-policy'
import { describe, expect, it } from 'vitest'
import { type Draft, draftProblems, draftRequest, driversOf, emptyDraft, hostRefusal, typedProblems } from './create-draft.ts'

const draft = (over: Partial<Draft>): Draft => ({ ...emptyDraft, name: 'assets', hostIds: ['h1'], ...over })
const policy = HostPolicy.parse({
  mode: 'manage',
  create: {
    tmpfs: { sizeBytesMax: 64 * 2 ** 20 },
    nfs: [{ server: 'nas-01' }],
    cifs: [{ server: 'nas-01' }],
    bind: { paths: ['/srv/volumes/*'] },
    plugins: [{ name: 'rclone', options: { remote: ['*'] } }],
  },
})
const rules = { policy, drivers: ['local', 'rclone'] }
const nfs = { ...emptyDraft.nfs, server: 'nas-01', path: '/assets' }
const cifs = { ...emptyDraft.cifs, server: 'nas-01', share: 'files' }

describe('the create form', () => {
  it('gives options that the host policy of a matching host takes, for every kind', () => {
    const drafts = [
      draft({}),
      draft({ kind: 'nfs', nfs }),
      draft({ kind: 'nfs', nfs: { ...nfs, soft: true, readOnly: true } }),
      draft({ kind: 'cifs', cifs }),
      draft({ kind: 'tmpfs' }),
      draft({ kind: 'path', path: { path: '/srv/volumes/a', readOnly: true } }),
      draft({ kind: 'plugin', plugin: { driver: 'rclone', options: [{ id: 1, key: 'remote', value: 'x:y' }] } }),
    ]
    for (const each of drafts) {
      expect(draftProblems(each)).toEqual({})
      expect(hostRefusal(each, rules)).toBeNull()
    }
  })

  it('AP7: tells before sending that a host only observes', () => {
    expect(hostRefusal(draft({}), { policy: defaultHostPolicy, drivers: [] })).toContain('only observes')
  })

  it('C18: tells before sending that a host lacks the plugin', () => {
    const asked = draft({ kind: 'plugin', plugin: { driver: 'rclone', options: [] } })
    expect(hostRefusal(asked, { policy, drivers: ['local'] })).toContain('not among the volume drivers')
  })

  it('C4: finds a bad name, a missing server and a path that is none', () => {
    expect(draftProblems(draft({ name: '-x' })).name).toContain('start with')
    expect(draftProblems(draft({ kind: 'nfs' }))).toMatchObject({ 'nfs.server': 'Name the server.' })
    expect(draftProblems(draft({ kind: 'path', path: { path: 'srv', readOnly: false } }))['path.path']).toContain('slash')
  })

  it('blames what was typed at once, and an empty field only when the form is sent', () => {
    const begun = draft({ name: 'a', kind: 'cifs', cifs: { ...emptyDraft.cifs, server: 'nas 01' }, hostIds: [] })
    const problems = draftProblems(begun)
    expect(Object.keys(problems).sort()).toEqual(['cifs.server', 'cifs.share', 'hosts', 'name'])
    expect(Object.keys(typedProblems(begun, problems))).toEqual(['cifs.server'])
  })

  it('refuses what could smuggle a second mount option into a field', () => {
    expect(draftProblems(draft({ kind: 'cifs', cifs: { ...cifs, share: 'a,exec' } }))['cifs.share']).toBeDefined()
    expect(draftProblems(draft({ kind: 'nfs', nfs: { ...nfs, server: 'nas-01,exec' } }))['nfs.server']).toBeDefined()
    expect(draftProblems(draft({ kind: 'tmpfs', tmpfs: { size: '64m,exec' } }))['tmpfs.size']).toBeDefined()
  })

  it('C15: a CIFS volume is asked for as a guest; no request of the form holds a password', () => {
    expect(draftRequest(draft({ kind: 'cifs', cifs })).options.o).toBe('addr=nas-01,guest,vers=3.1.1,nosuid,nodev')
    expect(JSON.stringify(emptyDraft)).not.toMatch(/pass|user/i)
  })

  it('names a key that is given twice', () => {
    const labels = [
      { id: 1, key: 'team', value: 'a' },
      { id: 2, key: 'team', value: 'b' },
    ]
    expect(draftProblems(draft({ labels })).labels).toBe('"team" is given twice.')
  })

  it('mounts with nosuid and nodev', () => {
    for (const kind of ['nfs', 'cifs', 'tmpfs'] as const) {
      expect(draftRequest(draft({ kind, nfs, cifs })).options.o).toMatch(/nosuid,nodev$/)
    }
  })

  it('reads drivers from engine facts and none from anything else', () => {
    expect(driversOf({ volumePlugins: ['local', 'rclone', 7] })).toEqual(['local', 'rclone'])
    expect(driversOf(null)).toEqual([])
  })
})
