import { request as httpRequest } from 'node:http'
import { describe, expect, test } from 'vitest'
import { testServer } from './testing/test-server.ts'

describe('WB1: what another site could send changes nothing and is recorded', () => {
  test('by any method, content type or origin but our own', async () => {
    await using app = await testServer()
    const admin = await app.person('admin')
    const path = '/trpc/hosts.enrol'
    const body = JSON.stringify({ json: {} })
    const { cookie } = admin
    const json = { 'content-type': 'application/json', cookie }
    const origin = app.url
    const foreign: [string, RequestInit][] = [
      ['GET', { method: 'GET', headers: { cookie } }],
      ['PUT', { method: 'PUT', headers: { ...json, origin }, body }],
      ['text/plain', { method: 'POST', headers: { cookie, origin, 'content-type': 'text/plain' }, body }],
      ['form', { method: 'POST', headers: { cookie, origin, 'content-type': 'application/x-www-form-urlencoded' }, body: 'a=b' }],
      ['evil origin', { method: 'POST', headers: { ...json, origin: 'https://evil' }, body }],
      ['null origin', { method: 'POST', headers: { ...json, origin: 'null' }, body }],
      ['no origin with a cookie', { method: 'POST', headers: json, body }],
    ]
    for (const [name, init] of foreign) {
      const { status } = await app.raw(name === 'GET' ? `${path}?input=${encodeURIComponent(body)}` : path, init)
      expect([403, 405, 415], name).toContain(status)
    }
    expect(await rawStatus(`${app.url}${path}`, { ...json, origin, 'sec-fetch-site': 'cross-site' }, body)).toBe(403)
    expect(await app.db.prisma.enrolment.count()).toBe(0)
    expect(await app.db.prisma.activity.count({ where: { action: 'csrf_refused', result: 'denied' } })).toBe(foreign.length + 1)
    expect((await app.raw(path, { method: 'POST', headers: { ...json, origin }, body })).status).toBe(200)
  })

  test('signing in and out neither', async () => {
    await using app = await testServer()
    const { email, cookie } = await app.person('viewer')
    const evil = { origin: 'https://evil' }
    expect((await app.signIn(email, undefined, evil)).status).toBe(403)
    expect((await app.post('/auth/sign-out', {}, { ...evil, cookie })).status).toBe(403)
    expect((await app.raw('/auth/sign-out', { headers: { cookie } })).status).toBe(405)
    expect((await app.call('me.get', 'query', undefined, { cookie })).status).toBe(200)
  })

  test('a flood of refusals does not fill the activity log', async () => {
    await using app = await testServer()
    const evil = () => app.post('/trpc/hosts.enrol', {}, { origin: 'https://evil' })
    for (let n = 0; n < 10; n += 1) await Promise.all(Array.from({ length: 20 }, evil))
    // 60 a minute, and the test may run over the turn of one.
    expect(await app.db.prisma.activity.count({ where: { action: 'csrf_refused' } })).toBeLessThanOrEqual(120)
  })
})

test('WB3: every answer carries the security headers, whatever its status', async () => {
  await using app = await testServer()
  const { cookie } = await app.person('viewer')
  const refused = await app.post('/trpc/hosts.enrol', {}, { origin: 'https://evil' })
  await app.db.prisma.$executeRaw`ALTER TABLE activity RENAME TO gone`
  const answers: [number, Response][] = [
    [200, await app.raw('/')],
    [200, await app.raw('/volumes')],
    [200, await app.raw('/_next/static/app.js')],
    [404, await app.raw('/no-such-page')],
    [404, await app.raw('/trpc-no')],
    [404, await app.raw('/auth/callback/google')],
    [400, await app.raw('/%zz')],
    [200, await app.raw('/livez')],
    [200, await app.raw('/readyz')],
    [200, await app.call('me.get', 'query', undefined, { cookie })],
    [401, await app.call('me.get', 'query', undefined)],
    [404, await app.call('no.such', 'query', undefined, { cookie })],
    [500, await app.call('activity.list', 'query', {}, { cookie })],
    [403, refused],
    [401, await app.post('/agent/heartbeat', { json: {} })],
  ]
  for (const [status, response] of answers) {
    const { headers, url } = response
    expect(response.status, url).toBe(status)
    expect(headers.get('content-security-policy'), url).toMatch(/^default-src 'none';.*frame-ancestors 'none'/)
    expect(headers.get('strict-transport-security'), url).toMatch(/^max-age=31536000/)
    expect(headers.get('x-content-type-options'), url).toBe('nosniff')
    expect(headers.get('referrer-policy'), url).toBe('no-referrer')
    expect(headers.get('x-powered-by'), url).toBeNull()
    expect(headers.get('server'), url).toBeNull()
    if (/\/(trpc|agent|auth)\//.test(url)) expect(headers.get('cache-control'), url).toContain('no-store')
  }
})

test('pages: a policy without unsafe-inline, names without .html, caches that fit', async () => {
  await using app = await testServer()
  const page = await app.raw('/')
  expect(page.headers.get('content-security-policy')).toMatch(/script-src 'self' 'sha256-[^']+';/)
  expect(page.headers.get('content-security-policy')).not.toContain('unsafe-inline')
  expect(page.headers.get('cache-control')).toBe('no-cache')
  expect(await (await app.raw('/volumes?q=1')).text()).toContain('Volumes')
  const again = await app.raw('/', { headers: { 'if-none-match': page.headers.get('etag') ?? '' } })
  expect(again.status).toBe(304)
  const script = await app.raw('/_next/static/app.js', { headers: { 'accept-encoding': 'br' } })
  expect(script.headers.get('cache-control')).toContain('immutable')
  expect(script.headers.get('content-encoding')).toBe('br')
  expect(await script.text()).toBe('console.log(1)')
  const missing = await app.raw('/../../etc/passwd')
  expect([missing.status, await missing.text()]).toEqual([404, expect.stringContaining('Not found')])
})

test('WB6: oversized, deep and prototype-reaching input is refused, and the server lives on', async () => {
  await using app = await testServer()
  const { cookie } = await app.person('admin')
  const headers = { cookie }
  const eleven = Array(11).fill('me.get').join(',')
  expect((await app.raw(`/trpc/${eleven}?batch=1`, { headers })).status).toBe(400)
  expect((await app.raw(`/trpc/${Array(10).fill('me.get').join(',')}?batch=1`, { headers })).status).toBe(200)
  const large = { json: { name: 'x'.repeat(300 * 1024) } }
  expect((await app.post('/trpc/hosts.enrol', large, headers)).status).toBe(413)
  const deep = `${'{"a":'.repeat(200)}1${'}'.repeat(200)}`
  const postText = (text: string) =>
    app.raw('/trpc/hosts.enrol', {
      method: 'POST',
      body: text,
      headers: { ...headers, origin: app.url, 'content-type': 'application/json' },
    })
  for (const text of [
    deep,
    '{"json":{"__proto__":{"polluted":1}}}',
    '{"json":{"constructor":{"prototype":{"polluted":1}}}}',
    '{"json":{"name":"a"},"meta":{"values":{"__proto__.polluted":["Date"]}}}',
    '{"json":{"name":"a"},"meta":{"values":{"constructor.prototype.polluted":["Date"]}}}',
    '{',
    '',
  ]) {
    expect((await postText(text)).status, text.slice(0, 80)).toBe(400)
  }
  const query = (input: string) => app.raw(`/trpc/hosts.list?input=${encodeURIComponent(input)}`, { headers })
  expect((await query(deep)).status).toBe(400)
  expect((await query('{"json":{"__proto__":{}}}')).status).toBe(400)
  expect((await query('not json')).status).toBe(400)
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  expect((await app.raw('/readyz')).status).toBe(200)
})

test('WB8: an unexpected failure leaves as an id; the log has the id with the cause', async () => {
  await using app = await testServer()
  const { cookie } = await app.person('viewer')
  await app.db.prisma.$executeRaw`ALTER TABLE activity RENAME TO gone`
  const response = await app.call('activity.list', 'query', {}, { cookie })
  const body = await response.text()
  expect(response.status).toBe(500)
  const id = /error ([0-9A-Z]{4}-[0-9A-Z]{2})/.exec(body)?.[1]
  expect(id).toBeDefined()
  expect(body).not.toMatch(/relation|prisma|select|stack|\.ts|node_modules/i)
  expect(app.logLines.filter((line) => line.includes(String(id))).join()).toMatch(/stack.*activity|activity.*stack/s)
})

test('a wrong input is 400 with a message per field', async () => {
  await using app = await testServer()
  const { cookie } = await app.person('operator')
  const input = { name: 'a/b', options: { type: 'nfs' }, hostIds: [], idempotencyKey: 'x', more: 1 }
  const response = await app.call('volumes.create', 'mutation', input, { cookie })
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({
    error: { json: { data: { app: 'bad_request', fields: { name: expect.any(String), hostIds: 'Choose a host.' } } } },
  })
})

/** `fetch` does not let a caller set Sec-Fetch-Site. */
function rawStatus(url: string, headers: Record<string, string>, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method: 'POST', headers }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    request.on('error', reject)
    request.end(body)
  })
}
