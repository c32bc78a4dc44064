import { describe, expect, test } from 'vitest'
import { cookieOf, password, testServer } from './testing/test-server.ts'

const wrong = 'not the password'

describe('signing in', () => {
  test('AU4: the 6th wrong password waits, whatever the address; afterwards the right one works', async () => {
    await using app = await testServer({ trustProxy: ['127.0.0.1'] })
    const { email } = await app.person('viewer')
    const from = (n: number) => ({ 'x-forwarded-for': `10.0.0.${n}` })
    for (let n = 1; n <= 5; n += 1) expect((await app.signIn(email, wrong, from(n))).status).toBe(401)
    const sixth = await app.signIn(email, wrong, from(6))
    expect(sixth.status).toBe(429)
    const waitS = Number(sixth.headers.get('retry-after'))
    expect(waitS).toBeGreaterThan(0)
    expect((await app.signIn(email, password, from(7))).status).toBe(429)
    app.forwardMs(waitS * 1000)
    expect((await app.signIn(email, password, from(7))).status).toBe(200)
  })

  test('AU4: tries in parallel gain nothing', async () => {
    await using app = await testServer()
    const { email } = await app.person('viewer')
    const answers = await Promise.all(Array.from({ length: 20 }, () => app.signIn(email, wrong)))
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(15)
  })

  test('a crowd of strangers is turned away before it costs a hash or a row each', async () => {
    await using app = await testServer()
    const answers = await Promise.all(Array.from({ length: 100 }, (_, n) => app.signIn(`nobody${n}@example.org`, wrong)))
    const statuses = answers.map(({ status }) => status)
    expect(new Set(statuses)).toEqual(new Set([401, 429]))
    expect(answers.find(({ status }) => status === 429)?.headers.get('retry-after')).toBe('5')
    expect(await app.db.prisma.signInAttempt.count()).toBe(statuses.filter((status) => status === 401).length)
    expect((await app.signIn((await app.person('viewer')).email, password)).status).toBe(200)
  })

  test('AU6: an unknown address and a wrong password answer alike, in the same time, over 200 tries each', async () => {
    await using app = await testServer()
    const { email } = await app.person('viewer')
    const once = async (address: string) => {
      await app.db.prisma.signInAttempt.deleteMany()
      const began = performance.now()
      const response = await app.signIn(address, wrong)
      const text = await response.text()
      return { ms: performance.now() - began, answer: `${response.status} ${text}` }
    }
    await once(email)
    await once('nobody@example.org')
    const known: number[] = []
    const unknown: number[] = []
    const answers = new Set<string>()
    for (let n = 0; n < 200; n += 1) {
      for (const [address, times] of [
        [email, known],
        ['nobody@example.org', unknown],
      ] as const) {
        const { ms, answer } = await once(address)
        times.push(ms)
        answers.add(answer)
      }
    }
    expect(answers.size).toBe(1)
    // Medians: one slow moment of a busy machine must not decide.
    expect(Math.abs(median(known) / median(unknown) - 1)).toBeLessThan(0.1)
  }, 120_000)

  test('AU9: the cookie is bound to this host, unreadable for scripts and never sent across sites', async () => {
    await using app = await testServer()
    const { email } = await app.person('viewer')
    const [cookie = ''] = (await app.signIn(email)).headers.getSetCookie()
    expect(cookie).toMatch(/^__Host-stowage=/)
    for (const flag of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Strict']) expect(cookie).toContain(flag)
    expect(cookie).not.toMatch(/domain/i)
  })

  test('over plain HTTP beyond this machine no password is taken, unless that was switched on', async () => {
    await using app = await testServer()
    const { email } = await app.person('viewer')
    const overLan = { 'x-forwarded-host': 'stowage.lan', origin: 'http://stowage.lan' }
    await using lan = await testServer({ databaseUrl: app.db.url, trustProxy: ['127.0.0.1'] })
    const refused = await lan.signIn(email, password, overLan)
    expect(refused.status).toBe(403)
    expect(await refused.json()).toMatchObject({ message: expect.stringContaining('plain HTTP') })
    const https = await lan.signIn(email, password, { ...overLan, origin: 'https://stowage.lan', 'x-forwarded-proto': 'https' })
    expect(https.status).toBe(200)
    await using open = await testServer({ databaseUrl: app.db.url, trustProxy: ['127.0.0.1'], insecureHttp: true })
    const [cookie = ''] = (await open.signIn(email, password, overLan)).headers.getSetCookie()
    expect(cookie).toMatch(/^stowage=.*HttpOnly/)
  })

  test('AU10: a cookie from before the sign-in is replaced, and worth nothing afterwards', async () => {
    await using app = await testServer()
    const before = await app.person('viewer')
    const victim = await app.person('admin')
    const planted = '__Host-stowage=planted-by-someone.c2lnbmF0dXJl'
    const fresh = cookieOf(await app.signIn(victim.email, password, { cookie: planted }))
    expect(fresh).not.toContain('planted')
    expect((await app.call('me.get', 'query', undefined, { cookie: planted })).status).toBe(401)
    await app.signIn(victim.email, password, { cookie: before.cookie })
    expect((await app.call('me.get', 'query', undefined, { cookie: before.cookie })).status).toBe(401)
  })

  test('AU15: objects, arrays and numbers are 400, and no account is asked for', async () => {
    await using app = await testServer()
    const bodies = [
      { email: { not: '' }, password: { not: '' } },
      { email: ['a@example.org'], password: ['x'] },
      { email: 1, password: 2 },
      { email: 'a@example.org' },
      { email: 'a@example.org', password: 'x', role: 'admin' },
      [],
      null,
    ]
    for (const body of bodies) expect((await app.post('/auth/sign-in/email', body)).status, JSON.stringify(body)).toBe(400)
    expect(await app.db.prisma.signInAttempt.count()).toBe(0)
  })

  test('AU16: long, spaced and foreign passwords are accepted and sign in', async () => {
    await using app = await testServer()
    const admin = await app.person('admin')
    const secrets = [
      'x7!kQ'.repeat(13).slice(0, 64),
      'ab9?'.repeat(32),
      '  leading and trailing  ',
      'пароль 🐳 склада',
      'password1234',
    ]
    for (const [n, secret] of secrets.entries()) {
      const email = `p${n}@example.org`
      await app.client(admin).users.create.mutate({ name: 'P', email, role: 'viewer', password: secret })
      expect((await app.signIn(email, secret)).status, secret).toBe(200)
      expect((await app.signIn(email, `${secret}x`)).status, secret).toBe(401)
    }
  })
})

describe('AU8: a session is over at once after', () => {
  const ends = {
    'signing out': (app, person) => app.post('/auth/sign-out', {}, { cookie: person.cookie }),
    'a new password': (app, person) =>
      app.client(person).me.changePassword.mutate({ current: password, next: 'a quite different one' }),
    'a change of role': (app, person, admin) => app.client(admin).users.setRole.mutate({ id: person.id, role: 'operator' }),
    'a change of hosts': (app, person, admin) => app.client(admin).users.setHosts.mutate({ id: person.id, hostPatterns: ['a*'] }),
    'being disabled': (app, person, admin) => app.client(admin).users.setDisabled.mutate({ id: person.id, disabled: true }),
  } satisfies Record<string, End>

  test(Object.keys(ends).join(', '), async () => {
    await using app = await testServer()
    const admin = await app.person('admin')
    for (const [name, end] of Object.entries<End>(ends)) {
      const person = await app.person('viewer')
      expect((await app.call('me.get', 'query', undefined, person)).status, name).toBe(200)
      await end(app, person, admin)
      expect((await app.call('me.get', 'query', undefined, person)).status, name).toBe(401)
    }
    expect((await app.call('me.get', 'query', undefined, admin)).status).toBe(200)
  })

  test('and who is disabled cannot sign in again, with the words of a wrong password', async () => {
    await using app = await testServer()
    const admin = await app.person('admin')
    const person = await app.person('viewer')
    await app.client(admin).users.setDisabled.mutate({ id: person.id, disabled: true })
    const refused = await app.signIn(person.email)
    expect(refused.status).toBe(401)
    expect(await refused.text()).toBe(await (await app.signIn('nobody@example.org')).text())
  })
})

test('the last admin of every host cannot be taken away, not even by two at once', async () => {
  await using app = await testServer()
  const [a, b] = [await app.person('admin'), await app.person('admin')]
  const demotions = await Promise.allSettled([
    app.client(a).users.setRole.mutate({ id: b.id, role: 'viewer' }),
    app.client(b).users.setRole.mutate({ id: a.id, role: 'viewer' }),
  ])
  expect(demotions.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await app.db.prisma.user.count({ where: { role: 'admin' } })).toBe(1)
})

type App = Awaited<ReturnType<typeof testServer>>
type Someone = Awaited<ReturnType<App['person']>>
type End = (app: App, person: Someone, admin: Someone) => Promise<unknown>

const median = (times: number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
