import { expect, test } from 'vitest'
import { testServer } from './testing/test-server.ts'

test('AU14: a token in an address is no token, and tokens reach no log line', async () => {
  await using app = await testServer()
  const admin = await app.person('admin')
  const { token } = await app.client(admin).tokens.create.mutate({ name: 'ci', role: 'admin' })
  expect((await app.call('me.get', 'query', undefined, { token })).status).toBe(200)
  for (const name of ['token', 'access_token', 'authorization']) {
    expect((await app.raw(`/trpc/me.get?${name}=${token}`)).status).toBe(401)
  }
  expect((await app.raw(`/${token}?token=${token}`)).status).toBe(404)
  await app.post('/auth/sign-in/email', { email: 'a@example.org', password: token })
  expect(app.logLines.length).toBeGreaterThan(3)
  expect(app.logLines.filter((line) => line.includes(token) && !line.includes(`"path":"/${token}"`))).toEqual([])
})

test('AZ9: a token may what its role allows, and never more than its owner', async () => {
  await using app = await testServer()
  const admin = await app.person('admin')
  const operator = await app.person('operator')
  const mine = app.client(operator)
  await expect(mine.tokens.create.mutate({ name: 'up', role: 'admin' })).rejects.toThrow(/cannot have more/)
  const { token: reader, id } = await mine.tokens.create.mutate({ name: 'read', role: 'viewer' })
  const create = { name: 'data', hostIds: [crypto.randomUUID()], idempotencyKey: crypto.randomUUID() }
  expect((await app.call('volumes.create', 'mutation', create, { token: reader })).status).toBe(403)
  expect((await app.call('hosts.list', 'query', {}, { token: reader })).status).toBe(200)
  const { token: writer } = await mine.tokens.create.mutate({ name: 'write', role: 'operator' })
  expect((await app.call('volumes.create', 'mutation', create, { token: writer })).status).toBe(404)
  await app.client(admin).users.setRole.mutate({ id: operator.id, role: 'viewer' })
  expect((await app.call('volumes.create', 'mutation', create, { token: writer })).status).toBe(403)
  await app.client(admin).users.setDisabled.mutate({ id: operator.id, disabled: true })
  expect((await app.call('hosts.list', 'query', {}, { token: reader })).status).toBe(401)
  await app.client(admin).users.setDisabled.mutate({ id: operator.id, disabled: false })
  await app.db.prisma.apiToken.update({ where: { id }, data: { expiresAt: new Date() } })
  expect((await app.call('hosts.list', 'query', {}, { token: reader })).status).toBe(401)
})

test('a revoked, unknown or malformed token is 401 with one and the same body', async () => {
  await using app = await testServer()
  const viewer = await app.person('viewer')
  const { token, id } = await app.client(viewer).tokens.create.mutate({ name: 'x', role: 'viewer', expiresInDays: null })
  await app.client(viewer).tokens.revoke.mutate({ id })
  const bodies = new Set<string>()
  for (const used of [token, `stw_${'a'.repeat(43)}`]) {
    const response = await app.call('me.get', 'query', undefined, { token: used })
    expect(response.status).toBe(401)
    bodies.add(await response.text())
  }
  expect(bodies.size).toBe(1)
  expect((await app.call('me.get', 'query', undefined, { token: 'x' })).status).toBe(401)
  expect((await app.call('me.get', 'query', undefined, { token: 'x', cookie: viewer.cookie })).status).toBe(401)
})

test('a token cannot make or revoke tokens, change a password or manage people', async () => {
  await using app = await testServer()
  const admin = await app.person('admin')
  const token = await app.token(admin.id, 'admin')
  const leaked = app.client({ token })
  await expect(leaked.tokens.create.mutate({ name: 'again', role: 'viewer' })).rejects.toThrow(/Sign in with a browser/)
  await expect(leaked.me.changePassword.mutate({ current: 'x', next: 'a quite different one' })).rejects.toThrow(/browser/)
  await expect(leaked.users.setRole.mutate({ id: admin.id, role: 'viewer' })).rejects.toThrow(/browser/)
})

test('each person sees and revokes their own tokens only', async () => {
  await using app = await testServer()
  const [a, b] = [await app.person('admin'), await app.person('viewer')]
  const { id } = await app.client(a).tokens.create.mutate({ name: 'a', role: 'viewer' })
  expect(await app.client(b).tokens.list.query()).toEqual([])
  await expect(app.client(b).tokens.revoke.mutate({ id })).rejects.toThrow(/No token/)
  expect(await app.client(a).tokens.list.query()).toMatchObject([{ id, revokedAt: null }])
})
