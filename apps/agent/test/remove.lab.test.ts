import { poll } from '@stowage/lab/poll'
import { labHost, noLab } from '@stowage/lab/testing/lab-hosts'
import { describe, expect, test } from 'vitest'
import { connected, create, managePolicy, remove } from './connected.ts'

describe.skipIf(noLab).concurrent('removals on a real engine', () => {
  const host = labHost('web-01')
  const inspect = (name: string) =>
    host.docker('volume', 'inspect', name).then(
      (text): Record<string, unknown> => JSON.parse(text)[0],
      () => null,
    )
  const names = async () => (await host.docker('volume', 'ls', '-q')).split('\n').filter(Boolean)

  test('a removal removes, also a name like that of a secret, and FA10: what is gone already is no error', async () => {
    await using link = await connected(host)
    await host.docker('volume', 'create', 'job-rm')
    const order = await remove(link.host, 'job-rm')
    expect(await link.run(order)).toMatchObject({ outcome: 'succeeded', code: 'removed' })
    expect(await inspect('job-rm')).toBeNull()
    expect(await link.run(order)).toMatchObject({ outcome: 'succeeded', code: 'already_gone' })
    await poll('the row to go', () => (link.host.store.rows.volumes.has('job-rm') ? null : true))

    expect(await link.run(create('job-db-secret'))).toMatchObject({ outcome: 'succeeded', code: 'created' })
    expect(await link.run(await remove(link.host, 'job-db-secret'))).toMatchObject({ outcome: 'succeeded', code: 'removed' })
  })

  test('DS2, DS4, A30: a volume of a created, stopped or running container stays, and the answer names them', async () => {
    await using link = await connected(host)
    await host.docker('volume', 'create', 'job-used')
    const order = await remove(link.host, 'job-used')
    await host.docker('create', '--name', 'job-created', '-v', 'job-used:/d', 'busybox:lab', 'true')
    await host.docker('run', '--name', 'job-exited', '-v', 'job-used:/d', 'busybox:lab', 'true')
    await host.docker('run', '-d', '--name', 'job-running', '-v', 'job-used:/d', 'busybox:lab', 'sleep', 'infinity')
    const answer = await link.run(order)
    expect(answer).toMatchObject({ outcome: 'refused', code: 'in_use' })
    for (const name of ['job-created (created)', 'job-exited (exited)', 'job-running (running)'])
      expect(answer.message).toContain(name)
    await host.docker('rm', '-f', 'job-created', 'job-exited', 'job-running')
    expect(await inspect('job-used')).not.toBeNull()
    await host.docker('volume', 'rm', 'job-used')
  })

  test('V15: a bind of a path inside a volume keeps it, though the engine would let it go', async () => {
    await using link = await connected(host)
    await host.docker('volume', 'create', 'job-bound')
    const mountpoint = String((await inspect('job-bound'))?.Mountpoint)
    await host.docker('run', '-d', '--name', 'job-binder', '-v', `${mountpoint}:/d`, 'busybox:lab', 'sleep', 'infinity')
    expect(await link.run(await remove(link.host, 'job-bound'))).toMatchObject({ outcome: 'refused', code: 'in_use' })
    await host.docker('rm', '-f', 'job-binder')
    await host.docker('volume', 'rm', 'job-bound')
  })

  test('M27: a namesake made since the look is not removed', async () => {
    await using link = await connected(host)
    await host.docker('volume', 'create', '--label', 'life=1', 'job-m27')
    const order = await remove(link.host, 'job-m27')
    await host.docker('volume', 'rm', 'job-m27')
    await host.docker('volume', 'create', '--label', 'life=2', 'job-m27')
    expect(await link.run(order)).toMatchObject({ outcome: 'refused', code: 'changed' })
    expect(await inspect('job-m27')).not.toBeNull()
    await host.docker('volume', 'rm', 'job-m27')
  })

  test('DS8: what the host protects stays', async () => {
    await using link = await connected(host, { policy: `${managePolicy}protect:\n  names: [job-ds8-*]\n  labels: [keep]\n` })
    await host.docker('volume', 'create', 'job-ds8-db')
    await host.docker('volume', 'create', '--label', 'keep=yes', 'job-other')
    expect(await link.run(await remove(link.host, 'job-ds8-db'))).toMatchObject({
      code: 'policy',
      details: { line: 'protect.names' },
    })
    expect(await link.run(await remove(link.host, 'job-other'))).toMatchObject({
      code: 'policy',
      details: { line: 'protect.labels' },
    })
    // Seventy other labels push it off what the server is told.
    const crowd = Array.from({ length: 70 }, (_, index) => ['--label', `a-${index}=1`]).flat()
    await host.docker('volume', 'create', ...crowd, '--label', 'keep=yes', 'job-crowd')
    const order = await remove(link.host, 'job-crowd')
    expect(link.host.store.rows.volumes.get('job-crowd')?.labels.keep).toBeUndefined()
    expect(await link.run(order)).toMatchObject({ code: 'policy', details: { line: 'protect.labels' } })
    await host.docker('volume', 'rm', 'job-ds8-db', 'job-other', 'job-crowd')
  })

  test('DS9: the sixth removal within an hour is refused, also after a restart and when all come at once', async () => {
    await using link = await connected(host)
    const all = Array.from({ length: 8 }, (_, index) => `job-ds9-${index}`)
    await host.docker('volume', 'create', all[0] ?? '')
    for (const name of all.slice(1)) await host.docker('volume', 'create', name)
    const orders = await Promise.all(all.map((name) => remove(link.host, name)))
    const ids = orders.slice(0, 7).map((order) => link.server.order(link.host, order))
    const codes = (await Promise.all(ids.map((id) => link.result(id)))).map((each) => each.code)
    expect(codes.filter((code) => code === 'removed')).toHaveLength(5)
    expect(codes.filter((code) => code === 'policy')).toHaveLength(2)
    await link.restart()
    const last = orders[7]
    if (last) expect(await link.run(last)).toMatchObject({ code: 'policy', details: { line: 'limits.removalsPerHour' } })
    for (const name of await names()) if (name.startsWith('job-ds9')) await host.docker('volume', 'rm', name)
  })
})
