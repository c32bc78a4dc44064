import { mkdir, readdir, readFile, rm, symlink } from 'node:fs/promises'
import { poll } from '@stowage/lab/poll'
import { labHost, noLab } from '@stowage/lab/testing/lab-hosts'
import { describe, expect, test } from 'vitest'
import { connected, create, managePolicy } from './connected.ts'

describe.skipIf(noLab).concurrent('creations on a real engine', () => {
  const host = labHost('web-01')
  const inspect = (name: string) =>
    host.docker('volume', 'inspect', name).then(
      (text): Record<string, unknown> => JSON.parse(text)[0],
      () => null,
    )
  const names = async (of = host) => (await of.docker('volume', 'ls', '-q')).split('\n').filter(Boolean)

  test('C2: a volume is made with a mark of its job; the same again is there already', async () => {
    await using link = await connected(host)
    const first = await link.run(create('job-c2', { labels: { team: 'shop' } }))
    expect(first).toMatchObject({ outcome: 'succeeded', code: 'created' })
    expect(await inspect('job-c2')).toMatchObject({ Labels: { team: 'shop', 'stowage.uid': expect.any(String) } })
    expect(link.host.stages.map((each) => each.stage)).toEqual(['checking', 'creating', 'confirming'])
    expect(await link.run(create('job-c2', { labels: { team: 'shop' } }))).toMatchObject({
      outcome: 'succeeded',
      code: 'already_there',
    })
    await host.docker('volume', 'rm', 'job-c2')
  })

  test('C1, CV7, M34: a namesake with other options or labels is told with what differs, and not touched', async () => {
    await using link = await connected(host, { policy: `${managePolicy}create:\n  tmpfs: { sizeBytesMax: 1000000 }\n` })
    await host.docker('volume', 'create', '--label', 'team=other', 'job-c1')
    const before = await inspect('job-c1')
    const options = { type: 'tmpfs', device: 'tmpfs', o: 'size=64k' }
    const answer = await link.run(create('job-c1', { options }))
    expect(answer).toMatchObject({ outcome: 'failed', code: 'exists' })
    expect(answer.details.differences).toEqual(['option device', 'option o', 'option type', 'label team'])
    expect(await inspect('job-c1')).toEqual(before)
    await host.docker('volume', 'rm', 'job-c1')
  })

  test('C3, CV9: a driver that the host lacks is refused at once, not after 15 s', async () => {
    await using link = await connected(host, { policy: `${managePolicy}create:\n  plugins: [{ name: nosuch }]\n` })
    const began = performance.now()
    const answer = await link.run(create('job-c3', { driver: 'nosuch' }))
    expect(answer).toMatchObject({ outcome: 'refused', code: 'invalid', message: expect.stringContaining('nosuch') })
    expect(performance.now() - began).toBeLessThan(2000)
  })

  test('C4, CV6: bad names never reach the engine', async () => {
    // a host to itself, for nothing at all may appear on it
    const quiet = labHost('db-01')
    const before = await names(quiet)
    await using link = await connected(quiet)
    for (const name of ['a', '-x', 'a b', 'a/b', '../x', 'é', '<script>', 'n'.repeat(256), 'a\0b', '']) {
      expect(await link.run(create(name)), name).toMatchObject({ outcome: 'refused', code: 'invalid' })
    }
    expect(await names(quiet)).toEqual(before)
  })

  test('CV1: no spelling of a bind reaches the engine, whatever the policy otherwise allows', async () => {
    await using link = await connected(host, { policy: `${managePolicy}create:\n  bind: { paths: [/srv/job-cv1/*] }\n` })
    const evil: Record<string, string>[] = [
      { type: 'none', o: 'bind', device: '/' },
      { type: 'none', o: 'rw,rbind', device: '/srv/job-cv1/a' },
      { type: 'none', o: 'rw, bind', device: '/srv/job-cv1/a' },
      { type: 'none', O: 'bind', device: '/srv/job-cv1/a' },
      { type: 'none', o: 'BIND', device: '/srv/job-cv1/a' },
      { type: 'overlay', o: 'lowerdir=/etc:/usr', device: 'overlay' },
      { type: 'proc', o: 'ro', device: 'proc' },
      { type: 'none', o: 'bind', device: '/etc' },
    ]
    for (const [index, options] of evil.entries()) {
      expect(await link.run(create(`job-cv1-${index}`, { options })), JSON.stringify(options)).toMatchObject({
        outcome: 'refused',
      })
    }
    expect((await names()).filter((name) => name.startsWith('job-cv1'))).toEqual([])
  })

  test('CV3: a path must be listed as written and be real on the host', async () => {
    const base = '/srv/stowage-job-cv3'
    await rm(base, { recursive: true, force: true })
    await mkdir(`${base}/volumes/a`, { recursive: true })
    await mkdir(`${base}/volumesX`, { recursive: true })
    await symlink('/etc', `${base}/volumes/link`)
    await using link = await connected(host, { policy: `${managePolicy}create:\n  bind: { paths: [${base}/volumes/*] }\n` })
    const make = (name: string, device: string) => link.run(create(name, { options: { type: 'none', o: 'bind', device } }))
    const refused = [
      `${base}/volumes/../../etc`,
      '//etc',
      `${base}/volumes/link`,
      `${base}/volumes/link/ssl`,
      `${base}/volumesX`,
      `${base}/volumes/none`,
    ]
    for (const [index, device] of refused.entries()) {
      expect(await make(`job-cv3-${index}`, device), device).toMatchObject({
        outcome: 'refused',
        code: 'policy',
        details: { line: 'create.bind' },
      })
    }
    expect(await make('job-cv3-ok', `${base}/volumes/a`)).toMatchObject({ code: 'created' })
    expect((await names()).filter((name) => name.startsWith('job-cv3'))).toEqual(['job-cv3-ok'])
    await host.docker('volume', 'rm', 'job-cv3-ok')
    await rm(base, { recursive: true })
  })

  test('CV4: an NFS server whose name leads to this host is refused', async () => {
    await using link = await connected(host, {
      policy: `${managePolicy}create:\n  nfs: [{ server: localhost }, { server: nowhere.invalid }]\n`,
    })
    for (const server of ['localhost', 'nowhere.invalid']) {
      const options = { type: 'nfs', o: `addr=${server},nfsvers=4.2,rw,nosuid,nodev`, device: ':/exports/a' }
      expect(await link.run(create('job-cv4', { options }))).toMatchObject({
        outcome: 'refused',
        code: 'policy',
        details: { line: 'create.nfs' },
      })
    }
    expect(await inspect('job-cv4')).toBeNull()
  })

  test('CV8: of twenty parallel jobs for one name one makes it', async () => {
    await using link = await connected(host)
    const ids = Array.from({ length: 20 }, () => link.server.order(link.host, create('job-cv8')))
    const results = await Promise.all(ids.map((id) => link.result(id)))
    expect(results.filter((each) => each.code === 'created')).toHaveLength(1)
    expect(results.filter((each) => each.code === 'already_there')).toHaveLength(19)
    const winner = ids[results.findIndex((each) => each.code === 'created')]
    expect(await inspect('job-cv8')).toMatchObject({ Labels: { 'stowage.uid': winner } })
    await host.docker('volume', 'rm', 'job-cv8')
  })

  test('C15, CV10, SC5: a password in the options is in no result, report or log line', async () => {
    const canary = 'Canary-9b1f77'
    await using link = await connected(host, { policy: `${managePolicy}create:\n  cifs: [{ server: 10.99.0.9 }]\n` })
    const options = {
      type: 'cifs',
      o: `addr=10.99.0.9,username=app,password=${canary},nosuid,nodev`,
      device: '//10.99.0.9/share',
    }
    const made = await link.run(create('job-cifs', { options }))
    expect(made, made.message).toMatchObject({ code: 'created' })
    await poll('its row', () => link.host.store.rows.volumes.get('job-cifs') ?? null)
    const clash = await link.run(create('job-cifs', { options: { ...options, o: `${options.o},vers=3.0` } }))
    expect(clash.code).toBe('exists')
    const told = JSON.stringify([...link.host.store.rows.volumes.values(), link.host.results, link.host.store.events])
    expect(told).not.toContain(canary)
    expect(link.agent.raw()).not.toContain(canary)
    for (const file of await readdir(link.agent.state))
      expect(await readFile(`${link.agent.state}/${file}`, 'utf8')).not.toContain(canary)
    await host.docker('volume', 'rm', 'job-cifs')
  })
})
