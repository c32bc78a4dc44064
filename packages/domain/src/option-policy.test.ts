import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HostPolicy } from './host-policy.ts'
import { checkCreate } from './option-policy.ts'

const policy = HostPolicy.parse({
  mode: 'manage',
  create: {
    tmpfs: { sizeBytesMax: 64 * 1024 * 1024 },
    nfs: [{ server: 'nas.lan', exports: ['/exports/*'] }],
    cifs: [{ server: 'files.lan', shares: ['team/*', 'public'] }],
    bind: { paths: ['/srv/volumes/*'] },
    plugins: [{ name: 'rclone', options: { remote: ['b2:*'], ro: ['true', 'false'] } }],
  },
})
const check = (options: Record<string, string>, driver = 'local', with_ = policy) =>
  checkCreate(with_, { driver, options }, { drivers: ['local', 'rclone:latest'] })
const line = (options: Record<string, string>, driver = 'local', with_ = policy) => {
  const answer = check(options, driver, with_)
  return answer.ok ? 'ok' : answer.line
}
const nfs = (o: string, device = ':/exports/a') => ({ type: 'nfs', o, device })
const bare = HostPolicy.parse({ mode: 'manage' })

describe('what a host lets be created', () => {
  it('AP7: a read-only host refuses everything and names the line', () => {
    expect(checkCreate(HostPolicy.parse({}), { driver: 'local', options: {} }, { drivers: ['local'] })).toMatchObject({
      ok: false,
      line: 'mode',
      message: expect.stringContaining('read-only'),
    })
  })

  it.each<[string, Record<string, string>]>([
    ['bind of /', { type: 'none', o: 'bind', device: '/' }],
    ['rw,rbind', { type: 'none', o: 'rw,rbind', device: '/srv/volumes/a' }],
    ['a space in o', { type: 'none', o: 'rw, bind', device: '/srv/volumes/a' }],
    ['key O', { type: 'none', O: 'bind', device: '/srv/volumes/a' }],
    ['value BIND', { type: 'none', o: 'BIND', device: '/srv/volumes/a' }],
    ['overlay', { type: 'overlay', o: 'lowerdir=/etc:/usr', device: 'overlay' }],
    ['proc', { type: 'proc', o: 'ro', device: 'proc' }],
    ['a block device', { type: 'ext4', o: 'rw', device: '/dev/sda1' }],
    ['bind twice', { type: 'none', o: 'bind,bind', device: '/srv/volumes/a' }],
    ['ro and rw', { type: 'none', o: 'bind,ro,rw', device: '/srv/volumes/a' }],
    ['remount', { type: 'none', o: 'bind,remount', device: '/srv/volumes/a' }],
    ['a newline', { type: 'none', o: 'bind\n', device: '/srv/volumes/a' }],
    ['no bind flag', { type: 'none', o: 'rw', device: '/srv/volumes/a' }],
    ['nfs that smuggles bind', nfs('addr=nas.lan,nosuid,nodev,bind')],
    ['inherited key', JSON.parse('{"__proto__":"x"}')],
  ])('CV1, H1: %s is refused', (_, options) => {
    expect(check(options).ok).toBe(false)
  })

  it.each(['/srv/volumes/../../etc', '//etc', '/srv/volumesX', '/srv/volumes', '/srv/volumes/', '/srv/volumes/./a', '/etc'])(
    'CV3: %s is refused where /srv/volumes/* is listed',
    (device) => {
      expect(line({ type: 'none', o: 'bind', device })).toBe('create.bind')
    },
  )

  it('CV3: a link that leads out is refused by the real path, an honest directory is taken', () => {
    const options = (device: string) => ({ type: 'none', o: 'bind', device })
    const real: Record<string, string> = { '/srv/volumes/link': '/etc', '/srv/volumes/a': '/srv/volumes/a' }
    const facts = { drivers: ['local'], resolve: (path: string) => real[path] ?? null }
    const answer = (device: string) => checkCreate(policy, { driver: 'local', options: options(device) }, facts).ok
    expect([answer('/srv/volumes/a'), answer('/srv/volumes/link'), answer('/srv/volumes/gone')]).toEqual([true, false, false])
  })

  it('CV4: takes a plain NFS export of a listed server', () => {
    expect(line(nfs('addr=nas.lan,rw,nfsvers=4.1,nosuid,nodev,soft'))).toBe('ok')
    expect(line(nfs('addr=NAS.lan,nosuid,nodev'))).toBe('ok')
  })

  it.each<[string, Record<string, string>]>([
    ['foreign addr', nfs('addr=evil.lan,nosuid,nodev')],
    ['no addr', nfs('nosuid,nodev')],
    ['two addr', nfs('addr=nas.lan,addr=evil.lan,nosuid,nodev')],
    ['mountaddr', nfs('addr=nas.lan,mountaddr=evil.lan,nosuid,nodev')],
    ['no nosuid', nfs('addr=nas.lan,nodev')],
    ['no nodev', nfs('addr=nas.lan,nosuid')],
    ['suid', nfs('addr=nas.lan,nosuid,nodev,suid')],
    ['exec', nfs('addr=nas.lan,nosuid,nodev,exec')],
    ['context', nfs('addr=nas.lan,nosuid,nodev,context=system_u')],
    ['vers twice in two spellings', nfs('addr=nas.lan,nosuid,nodev,vers=3,nfsvers=4')],
    ['no colon', nfs('addr=nas.lan,nosuid,nodev', '/exports/a')],
    ['server in the device', nfs('addr=nas.lan,nosuid,nodev', 'evil:/exports/a')],
    ['other export', nfs('addr=nas.lan,nosuid,nodev', ':/export')],
    ['parent', nfs('addr=nas.lan,nosuid,nodev', ':/exports/../etc')],
  ])('CV4: %s is refused at create.nfs', (_, options) => {
    expect(line(options)).toBe('create.nfs')
  })

  it('CV4: type nfs4 is not known', () => {
    expect(line({ ...nfs('addr=nas.lan,nosuid,nodev'), type: 'nfs4' })).toBe('create')
  })

  it('refusals name the line of the policy', () => {
    const message = (options: Record<string, string>) => {
      const answer = check(options, 'local', bare)
      return answer.ok ? null : answer.message
    }
    expect(message({ type: 'none', o: 'bind', device: '/srv/volumes/a' })).toBe("create.bind is not set in this host's policy.")
    expect(message(nfs('addr=nas.lan'))).toBe("create.nfs is not set in this host's policy.")
    expect(message({ type: 'tmpfs', o: 'size=1m', device: 'tmpfs' })).toBe("create.tmpfs is not set in this host's policy.")
    const plain = HostPolicy.parse({ mode: 'manage', create: { local: false } })
    expect(line({}, 'local', plain)).toBe('create.local')
  })

  it('tmpfs needs a size under the limit', () => {
    const tmpfs = (o: string) => line({ type: 'tmpfs', o, device: 'tmpfs' })
    expect([tmpfs('size=64m'), tmpfs('size=65m'), tmpfs('mode=0700'), tmpfs('size=50%'), tmpfs('size=64m,uid=1')]).toEqual([
      'ok',
      'create.tmpfs',
      'create.tmpfs',
      'create.tmpfs',
      'ok',
    ])
  })

  it('C15: a CIFS refusal never repeats what may be a piece of the password', () => {
    const canary = 'hunter2'
    for (const o of [
      `username=u,password=a,${canary}`,
      `username=u,password=a,${canary}=x`,
      `password=${canary} x`,
      `vers=${canary}`,
    ]) {
      const answer = check({ type: 'cifs', o, device: '//files.lan/public' })
      expect(answer.ok).toBe(false)
      expect(JSON.stringify(answer)).not.toContain(canary)
    }
    expect(line({ type: 'cifs', o: `username=u,password=${canary},vers=3.0`, device: '//files.lan/team/a' })).toBe('ok')
    expect(line({ type: 'cifs', o: 'addr=evil.lan,username=u', device: '//files.lan/public' })).toBe('create.cifs')
    expect(line({ type: 'cifs', o: 'username=u', device: '//files.lan/team/../secret' })).toBe('create.cifs')
  })

  it('CV9, C19: a plugin needs a line in the policy and to be on the host; x and x:latest are one', () => {
    expect(line({ remote: 'b2:bucket' }, 'rclone')).toBe('ok')
    expect(line({ remote: 'b2:bucket' }, 'rclone:latest')).toBe('ok')
    expect(line({ remote: 's3:bucket' }, 'rclone')).toBe('create.plugins')
    expect(line({ other: 'x' }, 'rclone')).toBe('create.plugins')
    expect(line({}, 'nosuch')).toBe('create.plugins')
    expect(checkCreate(policy, { driver: 'rclone', options: {} }, { drivers: ['local'] })).toMatchObject({
      ok: false,
      message: expect.stringContaining('not among the volume drivers'),
    })
  })
})

/** Written apart from the code under test: one regular expression for the text of `o` per kind, set arithmetic for repeats. */
function reference(options: Record<string, string>): boolean {
  const keys = Object.keys(options).sort().join()
  if (keys === '') return true
  if (keys === 'size') return /^[1-9][0-9]{0,14}[kmgt]?$/i.test(options.size ?? '')
  if (keys !== 'device,o,type') return false
  const { type = '', o = '', device = '' } = options
  const names = o.split(',').map((item) => item.split('=')[0] ?? '')
  if (new Set(names).size !== names.length) return false
  const both = (a: string, b: string) => names.includes(a) && names.includes(b)
  if (both('ro', 'rw') || both('soft', 'hard') || both('vers', 'nfsvers') || both('lock', 'nolock')) return false
  if (both('tcp', 'udp') || both('tcp', 'proto') || both('udp', 'proto')) return false
  const flag = 'ro|rw|nosuid|nodev|noexec|noatime|nodiratime|relatime'
  const all = (item: string) => new RegExp(`^(${item})(,(${item}))*$`).test(o)
  const dirty = (path: string) => path.split('/').some((part) => part === '.' || part === '..')
  if (type === 'none') {
    return all(`bind|${flag}`) && names.includes('bind') && /^\/srv\/volumes(\/[a-zA-Z0-9_.-]+)+$/.test(device) && !dirty(device)
  }
  if (type === 'tmpfs') {
    const [, digits = '0', unit = ''] = /(?:^|,)size=(\d+)([kmg]?)(?:,|$)/i.exec(o) ?? []
    const bytes = Number(digits) * ({ k: 1024, m: 1048576, g: 1073741824 }[unit.toLowerCase()] ?? 1)
    return (
      all(`${flag}|size=\\d{1,12}[kmgKMG]?|[ug]id=\\d{1,9}|mode=[01]?[0-7]{3}|nr_inodes=\\d{1,9}`) &&
      device === 'tmpfs' &&
      bytes > 0 &&
      bytes <= 67108864
    )
  }
  if (type === 'nfs') {
    const item = `${flag}|soft|hard|lock|nolock|tcp|udp|noresvport|addr=(?:nas\\.lan|NAS\\.LAN)|(?:nfs)?vers=(?:3|4|4\\.[012])|proto=(?:tcp|udp)6?|(?:port|timeo|retrans|rsize|wsize|actimeo)=\\d{1,9}|sec=(?:sys|krb5[ip]?)`
    const needed = ['addr', 'nosuid', 'nodev'].every((name) => names.includes(name))
    return all(item) && needed && /^:\/exports(\/[a-zA-Z0-9_.-]+)+$/.test(device) && !dirty(device)
  }
  return false
}

describe('CV5', () => {
  const item = fc.constantFrom(
    'bind',
    'rbind',
    'rw',
    'ro',
    'nosuid',
    'nodev',
    'noexec',
    'suid',
    'exec',
    'soft',
    'hard',
    'tcp',
    'udp',
    'lock',
    'nolock',
    'addr=nas.lan',
    'addr=NAS.LAN',
    'addr=evil',
    'addr=',
    'addr',
    'vers=4',
    'nfsvers=4.1',
    'nfsvers=5',
    'proto=tcp6',
    'port=2049',
    'timeo=x',
    'sec=krb5p',
    'context=x',
    'size=1m',
    'size=64M',
    'size=65m',
    'size=0',
    'size=1%',
    'uid=1',
    'mode=1777',
    'lowerdir=/etc',
    ' bind',
    '',
    'BIND',
    'loop',
  )
  const base = fc.constantFrom('', 'bind', 'addr=nas.lan,nosuid,nodev', 'size=8m')
  const o = fc
    .tuple(base, fc.array(item, { maxLength: 3 }))
    .map(([start, items]) => [...(start === '' ? [] : [start]), ...items].join(','))
  const device = fc.oneof(
    fc.constantFrom(
      '/',
      '/srv/volumes/a',
      '/srv/volumes/a/b',
      '/srv/volumes',
      '/srv/volumesX',
      '/srv/volumes/../../etc',
      '//etc',
      'tmpfs',
      'proc',
    ),
    fc.constantFrom(
      ':/exports/a',
      ':/exports/a/b.c',
      '/exports/a',
      ':/exports',
      ':/exports/../a',
      'nas.lan:/exports/a',
      ':/export',
      '',
    ),
  )
  const type = fc.constantFrom('none', 'nfs', 'tmpfs', 'nfs4', 'overlay', 'proc', 'NONE', '', 'bind')
  const mounted = fc.record({ type, o, device })
  const likely = fc.oneof(
    fc.record({
      type: fc.constant('none'),
      o,
      device: fc.constantFrom('/srv/volumes/a', '/srv/volumes/a/..', '/srv/volumes/x.y'),
    }),
    fc.record({ type: fc.constant('nfs'), o, device: fc.constantFrom(':/exports/a', ':/exports/a/b', ':/exports/.') }),
    fc.record({ type: fc.constant('tmpfs'), o, device: fc.constant('tmpfs') }),
  )
  const odd = fc.dictionary(
    fc.constantFrom('type', 'o', 'device', 'size', 'O', 'Type', 'x'),
    fc.oneof(o, device, type, fc.constant('10G')),
  )

  it('20 000 random option maps: accepted exactly when a separately written predicate accepts', () => {
    let accepted = 0
    fc.assert(
      fc.property(fc.oneof(mounted, likely, odd), (options) => {
        const answer = check(options).ok
        if (answer) accepted += 1
        expect(answer, JSON.stringify(options)).toBe(reference(options))
      }),
      { numRuns: 20_000 },
    )
    expect(accepted).toBeGreaterThan(500)
  })
})
