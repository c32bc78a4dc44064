import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { enrolledAgent } from './testing/enrolled-agent.ts'
import { testServer } from './testing/test-server.ts'

describe('enrolment', () => {
  test('one command brings one machine in; its progress is told', async () => {
    await using app = await testServer()
    const admin = app.client(await app.person('admin'))
    const { id, token, command, composeYaml, expiresAt } = await admin.hosts.enrol.mutate({ name: 'web-01' })
    expect(command).toMatch(/^docker run -d --name stowage-agent --restart unless-stopped /)
    for (const text of [command, composeYaml]) {
      expect(text).toContain(token)
      expect(text).toContain(app.url)
      expect(text).toContain('/var/run/docker.sock')
      expect(text).not.toMatch(/privileged:|--privileged|--pid/)
    }
    expect(expiresAt.getTime() - Date.now()).toBeGreaterThan(29 * 60_000)
    expect(await app.db.prisma.enrolment.count({ where: { tokenHash: token } })).toBe(0)
    expect(await admin.hosts.enrolment.query({ id })).toMatchObject({ state: 'waiting', host: null })
    const agent = await enrolledAgent(app.url, token)
    expect(await admin.hosts.enrolment.query({ id })).toMatchObject({
      state: 'connected',
      host: { id: agent.hostId, name: 'web-01' },
    })
    const section = { status: 'ok', collectedAt: new Date() }
    await app.db.prisma.hostSection.createMany({
      data: ['containers', 'volumes'].map((name) => ({ ...section, name, hostId: agent.hostId })),
    })
    expect(await admin.hosts.enrolment.query({ id })).toMatchObject({ state: 'reporting' })
    app.forwardMs(31 * 60_000)
    const second = await admin.hosts.enrol.mutate({})
    app.forwardMs(31 * 60_000)
    expect(await admin.hosts.enrolment.query({ id: second.id })).toMatchObject({ state: 'expired' })
  })

  test('an admin of some hosts can only bring in what they will see', async () => {
    await using app = await testServer()
    const admin = app.client(await app.person('admin', ['web-*']))
    await expect(admin.hosts.enrol.mutate({})).rejects.toThrow(/web-\*/)
    await expect(admin.hosts.enrol.mutate({ name: 'db-1' })).rejects.toThrow(/not see/)
    await expect(admin.hosts.enrol.mutate({ name: 'web-9' })).resolves.toMatchObject({ token: expect.any(String) })
  })
})

describe('revoking a host', () => {
  test('M12, AP8: ends its stream on another replica within 1 s, and its calls at once', async () => {
    const secret = randomUUID() + randomUUID()
    await using app = await testServer({ secret })
    await using other = await testServer({ databaseUrl: app.db.url, secret })
    const admin = app.client(await app.person('admin'))
    const { token } = await admin.hosts.enrol.mutate({ name: 'web-01' })
    const agent = await enrolledAgent(other.url, token)
    const { over, frames } = await agent.stream()
    await agent.beat()
    await expect(admin.hosts.revoke.mutate({ id: agent.hostId, confirmName: 'web-02' })).rejects.toThrow(/Type web-01/)
    const began = performance.now()
    await admin.hosts.revoke.mutate({ id: agent.hostId, confirmName: 'web-01' })
    await expect(agent.beat()).rejects.toMatchObject({ data: { httpStatus: 403 } })
    expect((await over) - began).toBeLessThan(1_000)
    expect(frames.at(-1)).toEqual({ type: 'revoked' })
    expect((await admin.activity.list.query({ q: 'action:host.revoke' })).rows).toMatchObject([
      { subject: 'web-01', result: 'ok' },
    ])
    await expect(admin.hosts.revoke.mutate({ id: agent.hostId, confirmName: 'web-01' })).rejects.toThrow(/already/)
  })

  test('M12: within 6 s when no notice arrives', async () => {
    await using app = await testServer()
    const admin = app.client(await app.person('admin'))
    const { token } = await admin.hosts.enrol.mutate({ name: 'web-01' })
    const agent = await enrolledAgent(app.url, token)
    const { over } = await agent.stream()
    // A role change that no one hears of: written past the code that would notify.
    const began = performance.now()
    await app.db.prisma.host.update({ where: { id: agent.hostId }, data: { revokedAt: new Date() } })
    expect((await over) - began).toBeLessThan(6_000)
  })

  test('DS20: its open jobs are cancelled, its volumes and history stay', async () => {
    await using app = await testServer()
    const admin = app.client(await app.person('admin'))
    const { token } = await admin.hosts.enrol.mutate({ name: 'web-01' })
    const { hostId } = await enrolledAgent(app.url, token)
    const job = { kind: 'volume.create', hostId, params: {}, requestedById: 'x', requestedBy: 'X', via: 'web' }
    for (const state of ['queued', 'running', 'succeeded']) {
      await app.db.prisma.job.create({ data: { ...job, state, volumeName: state } })
    }
    expect(await admin.hosts.revoke.mutate({ id: hostId, confirmName: 'web-01' })).toMatchObject({ jobsCancelled: 2 })
    const states = await app.db.prisma.job.findMany({ where: { hostId }, orderBy: { volumeName: 'asc' } })
    expect(states.map(({ volumeName, state }) => [volumeName, state])).toEqual([
      ['queued', 'cancelled'],
      ['running', 'cancelled'],
      ['succeeded', 'succeeded'],
    ])
    expect(states[1]?.message).toMatch(/only the host can tell/)
    expect(await admin.hosts.list.query({})).toEqual([])
    expect((await admin.hosts.get.query({ id: hostId })).revokedAt).not.toBeNull()
  })
})

test('a host is renamed to a free name only', async () => {
  await using app = await testServer()
  const admin = app.client(await app.person('admin'))
  const ids: string[] = []
  for (const name of ['a', 'b']) ids.push((await enrolledAgent(app.url, (await admin.hosts.enrol.mutate({ name })).token)).hostId)
  const [id = ''] = ids
  await expect(admin.hosts.rename.mutate({ id, name: 'b' })).rejects.toThrow(/already/)
  expect(await admin.hosts.rename.mutate({ id, name: 'c' })).toMatchObject({ id, name: 'c' })
  await expect(admin.hosts.rename.mutate({ id, name: 'no spaces' })).rejects.toMatchObject({ data: { httpStatus: 400 } })
})

test('M20: a connection that says nothing is closed within 10 s, a wrong path is 404', async () => {
  await using app = await testServer()
  const began = performance.now()
  const silent = Array.from({ length: 20 }, () => connect(Number(new URL(app.url).port), '127.0.0.1').resume())
  expect((await app.post('/agent/no.such', {})).status).toBe(404)
  await Promise.all(silent.map((socket) => once(socket, 'close')))
  expect(performance.now() - began).toBeLessThan(10_000)
}, 20_000)
