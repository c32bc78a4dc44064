import { describe, expect, it } from 'vitest'
import { HostPolicy } from './host-policy.ts'
import { policyWords } from './policy-words.ts'

describe('a policy in words', () => {
  it('says what a managing host allows', () => {
    const policy = HostPolicy.parse({
      mode: 'manage',
      create: { nfs: [{ server: 'nas.lan', exports: ['/exports/*'] }], tmpfs: { sizeBytesMax: 67108864 } },
      protect: { names: ['*-prod-*'] },
    })
    expect(policyWords(policy)).toEqual([
      'May create: plain local volumes; tmpfs of at most 64.0 MiB; NFS from nas.lan under /exports/*.',
      'At most 60 creations an hour.',
      'May remove at most 5 volumes an hour.',
      'Never removes volumes named *-prod-*.',
    ])
  })

  it('AP7: says that an observing host changes nothing', () => {
    expect(policyWords(HostPolicy.parse({}))).toEqual(['Only observes: nothing on this host can be changed from here.'])
  })
})
