import { describe, expect, test } from 'vitest'
import { cookieOf, password, testServer } from './testing/test-server.ts'

describe('the first admin', () => {
  test('AU2: nobody can sign in before; the printed token works once, for 30 minutes', async () => {
    await using app = await testServer()
    const token = app.setupUrl?.split('#')[1] ?? ''
    const person = { name: 'Ana', email: 'Ana@Example.org', password }
    expect((await app.signIn('ana@example.org')).status).toBe(401)
    await expect(app.client().setup.status.query()).resolves.toEqual({ needed: true })
    await expect(app.client().setup.complete.mutate({ ...person, token: 'x'.repeat(43) })).rejects.toThrow(/used or has run out/)
    app.forwardMs(31 * 60_000)
    expect((await app.call('setup.complete', 'mutation', { ...person, token })).status).toBe(401)
    app.forwardMs(-31 * 60_000)
    await expect(app.client().setup.complete.mutate({ ...person, token })).resolves.toEqual({ email: 'ana@example.org' })
    await expect(app.client().setup.complete.mutate({ ...person, email: 'b@example.org', token })).rejects.toThrow(
      /used or has run out/,
    )
    await expect(app.client().setup.status.query()).resolves.toEqual({ needed: false })
    const me = await app.client({ cookie: cookieOf(await app.signIn('ana@example.org')) }).me.get.query()
    expect(me).toMatchObject({ name: 'Ana', role: 'admin', hostPatterns: [], via: 'web' })
    expect(await app.db.prisma.activity.count({ where: { action: 'setup.complete' } })).toBe(1)
  })

  test('AU3: of 20 at once with one token, one becomes admin and the others get 409', async () => {
    await using app = await testServer()
    const token = app.setupUrl?.split('#')[1] ?? ''
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        app.call('setup.complete', 'mutation', { token, name: 'A', email: `a${n}@example.org`, password }),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(19).fill(409)])
    expect(await app.db.prisma.user.count()).toBe(1)
  })

  test('AU16: a common or short password is refused with a message at its field', async () => {
    await using app = await testServer()
    const token = app.setupUrl?.split('#')[1] ?? ''
    for (const secret of ['password', 'qwerty123456', 'short']) {
      const answer = await app.call('setup.complete', 'mutation', {
        token,
        name: 'Ana',
        email: 'a@example.org',
        password: secret,
      })
      expect(answer.status).toBe(400)
      expect(await answer.json()).toMatchObject({
        error: { json: { data: { fields: { password: expect.stringMatching(/\.$/) } } } },
      })
    }
  })
})
