import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { redactOptions, secretValues } from './redact-options.ts'
import { redactText } from './redact-text.ts'

const local = (options: Record<string, string>) => redactOptions('local', options)

describe('K2: driver options that leave the host', () => {
  test('of the mount options only the allow-list is shown', () => {
    const o = 'addr=10.0.0.9,nfsvers=4.2,rw,hard,timeo=600,retrans=2,noatime,nosuid,nodev'
    expect(local({ type: 'nfs', o, device: ':/exports/a' })).toEqual({ type: 'nfs', o, device: ':/exports/a' })
    expect(local({ o: 'username=bob,password=hunter2,vers=3.0,sec=krb5' }).o).toBe('username=•••,password=•••,vers=3.0,sec=•••')
  })

  test('a password with commas shows none of its parts', () => {
    expect(local({ o: 'addr=10.0.0.9,password=a,secret,tail=x' }).o).toBe('addr=10.0.0.9,password=•••,•••,tail=•••')
  })

  test('an allowed key with a value that is no address or number is hidden', () => {
    expect(local({ o: 'addr=bob:hunter2@10.0.0.9' }).o).toBe('addr=•••')
    expect(local({ o: 'ro, password=hunter2' }).o).toBe('ro,•••')
  })

  test('a device loses its user and password, and a path keeps its @', () => {
    expect(local({ device: '//bob:hunter2@nas/share/sub' }).device).toBe('//nas/share/sub')
    expect(local({ device: '//bob:hun/ter2@nas/share' }).device).toBe('//nas/share')
    expect(local({ device: '\\\\bob:hunter2@nas\\share' }).device).toBe('\\\\nas\\share')
    expect(local({ device: 'https://bob:p@ss@dav.example/x?token=hunter2' }).device).toBe('https://dav.example/x?•••')
    expect(local({ device: '//nas:445/share@home' }).device).toBe('//nas:445/share@home')
    expect(local({ device: ':/exports/@team' }).device).toBe(':/exports/@team')
    expect(local({ device: '/srv/volumes/a@b' }).device).toBe('/srv/volumes/a@b')
  })

  test('of a plugin keys are shown and no value', () => {
    const shown = redactOptions('rclone', { remote: 'share:team', 'webdav-pass': 'hunter2' })
    expect(shown).toEqual({ remote: '•••', 'webdav-pass': '•••' })
  })

  test('an unknown key of the local driver shows no value, and no options are none', () => {
    expect(local({ secret: 'hunter2' })).toEqual({ secret: '•••' })
    expect(redactOptions('local', null)).toEqual({})
  })

  test('C15: whatever surrounds it, a password in mount options is never shown', () => {
    const canary = 'cAnArY9'
    const part = fc.constantFrom('rw', 'addr=1.2.3.4', 'vers=3.0', 'user=x', 'soft', '', 'o', 'uid=1')
    const secret = fc.constantFrom('password', 'pass', 'password2', 'PASSWORD', 'username', 'credentials', 'cred', 'sec')
    fc.assert(
      fc.property(fc.array(part), secret, fc.array(part), (before, key, after) => {
        const o = [...before, `${key}=${canary}`, ...after].join(',')
        expect(JSON.stringify(local({ type: 'cifs', o, device: `//u:${canary}@nas/s` }))).not.toContain(canary)
      }),
    )
  })
})

describe('K3: texts of engines and plugins', () => {
  test('20.10 prints the password of a failing mount: it is hidden, the reason stays', () => {
    const text = `error while mounting volume '/v/_data': failed to mount local volume: mount //nas/s:/v/_data, data: addr=1.2.3.4,username=bob,password=hunter2: no such device`
    expect(redactText(text)).toContain('password=•••')
    expect(redactText(text)).toContain('no such device')
    expect(redactText(text)).not.toContain('hunter2')
  })

  test('values that the caller sent are hidden wherever they appear', () => {
    const options = { o: 'username=bob,password=hun,ter2', device: '//eve:s3cret@nas/share' }
    const secrets = secretValues('local', options)
    const clean = redactText('cannot use bob with hun and ter2 of eve:s3cret', secrets)
    expect(clean).toBe('cannot use ••• with ••• and ••• of •••')
    expect(redactText('bad key abc123', secretValues('rclone', { key: 'abc123' }))).toBe('bad key •••')
  })

  test('a password is found in JSON, in quotes, behind any prefix and in a header', () => {
    for (const text of [
      '{"webdav-password":"hunter2","x":1}',
      "RCLONE_PASS='hunter2 hunter2'",
      `${'x'.repeat(60)}password=hunter2`,
      'Authorization: Bearer hunter2',
      'accessKey: hunter2',
      'pass="hunter2',
    ]) {
      expect(redactText(text)).toContain('•••')
      expect(redactText(text)).not.toContain('hunter2')
    }
    expect(redactText('unauthorized: authentication required')).toBe('unauthorized: authentication required')
  })

  test('a sentence about a volume or driver whose name ends like the key of a secret stays readable', () => {
    for (const text of [
      'get db-secret: no such volume',
      'get password: no such volume',
      'create x.token: some words of a driver',
      'remove my-auth: volume is in use - [0123456789ab]',
      "create db-secret: found reference to volume 'db-secret' in driver 'local'",
      'list vault/secret:latest: plugin did not answer',
      'error while removing volume db-secret: VolumeDriver.Remove: denied by server',
      `error looking up volume plugin vault-secret: plugin "vault-secret" not found`,
      'dial unix /run/docker/plugins/vault-secret.sock: connect: no such file or directory',
      "error while mounting volume '/v/db-secret/_data': failed to mount local volume",
      'unlinkat /v/db-token: permission denied',
      'Not complete: list vault-token: context deadline exceeded',
    ])
      expect(redactText(text)).toBe(text)
  })

  test('a secret behind such a name is hidden all the same', () => {
    for (const text of [
      'get db-secret: password: hunter2',
      'create db-secret: VolumeDriver.Create: token: hunter2',
      'create db-secret: failed to log in with secret=hunter2',
      'error with db-secret: hunter2',
      'secret: VolumeDriver.Create:password=hunter2',
      'create password=hunter2: no such volume',
    ])
      expect(redactText(text)).not.toContain('hunter2')
  })

  test('H6: a text made to be slow is not', () => {
    for (const part of ['pass="', 'a.', 'x', 'pass', '//', 'a:', 'auth ']) {
      const begin = performance.now()
      redactText(part.repeat(1_000_000))
      expect(performance.now() - begin).toBeLessThan(1000)
    }
  })

  test('a URL loses its user, and megabytes their tail', () => {
    expect(redactText('dial https://bob:hunter2@dav.example/x')).toBe('dial https://•••@dav.example/x')
    expect(redactText('x'.repeat(3_000_000)).length).toBeLessThanOrEqual(2048)
    expect(redactText('a\0b\ud800')).toBe('a\uFFFDb\uFFFD')
  })
})
