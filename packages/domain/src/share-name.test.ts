import { describe, expect, it } from 'vitest'
import { shareName } from './share-name.ts'

const nfs = (o: string, device: string) => shareName('nfs', { type: 'nfs', o, device })

describe('name of a shared dataset', () => {
  it('7.1: takes the server from addr, then from the device, and normalises both', () => {
    expect(nfs('addr=NAS.lan.,rw', ':/exports//app/./')).toBe('nas.lan:/exports/app')
    expect(nfs('rw', 'nas.lan:/exports/app')).toBe('nas.lan:/exports/app')
    expect(nfs('addr=::ffff:10.0.0.5,port=2049', ':/')).toBe('10.0.0.5:/')
    expect(nfs('addr=nas,port=2050', ':/x')).toBe('nas:2050:/x')
    expect(shareName('cifs', { device: '\\\\Files\\Team\\A', o: 'username=u' })).toBe('//files/team/a')
  })

  it('C11: a server that is another machine on each host names no share', () => {
    expect([nfs('addr=127.0.0.1', ':/x'), nfs('addr=localhost', ':/x'), nfs('', ':/x'), shareName('named', {})]).toEqual([
      null,
      null,
      null,
      null,
    ])
  })
})
