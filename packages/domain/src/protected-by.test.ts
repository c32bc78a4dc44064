import { describe, expect, it } from 'vitest'
import { HostPolicy } from './host-policy.ts'
import { protectedBy } from './protected-by.ts'

const policy = HostPolicy.parse({ protect: { names: ['*-prod-*'], labels: ['keep', 'team=db*'] } })
const by = (name: string, labels: Record<string, string> = {}) => protectedBy(policy, { name, labels })?.pattern ?? null

describe('protection by the host', () => {
  it('DS8, A37: by name pattern, by label, by label value', () => {
    expect(by('shop-prod-data')).toBe('*-prod-*')
    expect(by('x', { keep: '' })).toBe('keep')
    expect(by('x', { team: 'dba' })).toBe('team=db*')
  })

  it('DS8: leaves others alone', () => {
    expect([by('shop-dev-data'), by('x', { team: 'web' }), by('x', { keeper: '' })]).toEqual([null, null, null])
  })
})
