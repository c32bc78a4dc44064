import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { createServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { engineJson } from '@stowage/lab/engine-call'
import { poll } from '@stowage/lab/poll'
import { labHost, noLab } from '@stowage/lab/testing/lab-hosts'
import { describe, expect, test } from 'vitest'
import { startAgentProcess } from './agent-process.ts'
import { agentServer, type Exchange } from './agent-server.ts'
import { connected, create } from './connected.ts'
import { tcpProxy } from './tcp-proxy.ts'

describe.skipIf(noLab).concurrent('the link of an agent to its server', () => {
  const host = labHost('db-01')
  const ready = (server: Awaited<ReturnType<typeof agentServer>>) =>
    poll('the first report', () => (server.host()?.store.status.get('volumes')?.status === 'ok' ? server.host() : null))

  test('M1: through a black hole the agent ends the link within 45 s and comes back when it clears', {
    timeout: 120_000,
  }, async () => {
    await using server = await agentServer({ address: host.gateway, heartbeatMs: 15_000 })
    await using proxy = await tcpProxy(server.port, host.gateway, host.gateway)
    await using agent = await startAgentProcess(host, { url: proxy.url, token: server.token() })
    const known = await ready(server)
    const hellos = known.hellos.length
    proxy.swallow(true)
    const began = performance.now()
    await agent.logged(/link to the server ended/, 50_000)
    expect(performance.now() - began).toBeLessThan(46_000)
    proxy.swallow(false)
    await poll(`a new hello; ${agent.raw()}`, () => (known.hellos.length > hellos ? true : null))
    await host.docker('volume', 'create', 'link-m1')
    await poll('a row through the new link', () => known.store.rows.volumes.get('link-m1') ?? null)
    // The server had everything: the same process goes on with deltas.
    expect(known.store.reports.filter((report) => report.full)).toHaveLength(1)
    await host.docker('volume', 'rm', 'link-m1')
  })

  test('M7: a result whose request or answer is lost is sent until the server took it', async () => {
    await using link = await connected(host)
    const faults: Exchange[] = ['lost', 'answerLost']
    link.server.onExchange((path) => (path === 'result' ? (faults.shift() ?? 'pass') : 'pass'))
    expect(await link.run(create('link-m7'))).toMatchObject({ code: 'created' })
    await poll('the second delivery', () => (faults.length === 0 && link.host.results.length === 2 ? true : null))
    expect(new Set(link.host.results.map((each) => JSON.stringify(each))).size).toBe(1)
    await host.docker('volume', 'rm', 'link-m7')
  })

  test('M13, AP9: a clock that is three days off changes nothing but what is shown of it', async () => {
    for (const days of [-3, 3]) {
      const offset = days * 86_400_000
      await using link = await connected(host, {
        env: { STOWAGE_TEST_FAULTS: '1', STOWAGE_TEST_CLOCK_OFFSET_MS: String(offset) },
      })
      const skew = (link.host.hellos[0]?.clockMs ?? 0) - Date.now()
      expect(Math.abs(skew - offset)).toBeLessThan(60_000)
      expect(await link.run(create('link-m13'))).toMatchObject({ code: 'created' })
      await poll('its row', () => link.host.store.rows.volumes.get('link-m13') ?? null)
      await link.restart()
      expect(await link.run(create('link-m13'))).toMatchObject({ code: 'already_there' })
      expect(link.host.store.reports.every((report) => report.outcome === 'applied')).toBe(true)
      await host.docker('volume', 'rm', 'link-m13')
    }
  })

  test('AP2: without a key and a token, or with an http address, it does not start and says what to do', async () => {
    await using bare = await startAgentProcess(host, { url: 'https://example.invalid' })
    expect(await bare.exit).toBe(2)
    expect(bare.raw()).toMatch(/^stowage-agent: This host is not enrolled\. Run "stowage-agent enrol URL TOKEN"/)
    await using server = await agentServer({ address: host.gateway })
    let asked = 0
    server.onExchange(() => {
      asked++
      return 'pass'
    })
    await using plain = await startAgentProcess(host, {
      url: server.url,
      token: server.token(),
      env: { STOWAGE_INSECURE_HTTP: '0' },
    })
    expect(await plain.exit).toBe(2)
    expect(plain.raw()).toMatch(/Use https/)
    expect(asked).toBe(0)
  })

  test('AP2: to a server whose certificate does not verify not one request is sent', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'stowage-tls-'))
    const [key, cert] = [join(directory, 'key.pem'), join(directory, 'cert.pem')]
    const subject = ['-subj', '/CN=stowage', '-addext', `subjectAltName=IP:${host.gateway}`]
    execFileSync(
      'openssl',
      ['req', '-x509', '-newkey', 'ed25519', '-nodes', '-keyout', key, '-out', cert, '-days', '1', ...subject],
      { stdio: 'ignore' },
    )
    let requests = 0
    const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_, response) => {
      requests++
      response.end()
    })
    await new Promise<void>((resolve) => server.listen(0, host.gateway, resolve))
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    await using agent = await startAgentProcess(host, { url: `https://${host.gateway}:${port}/`, token: randomUUID() })
    const line = await agent.logged(/cannot be reached/)
    expect(line.reason).toMatch(/certificate/i)
    expect(requests).toBe(0)
    server.close()
  })

  test('AP8: a revoked agent stops at once, says so, and keeps its journal', async () => {
    await using link = await connected(host)
    expect(await link.run(create('link-ap8'))).toMatchObject({ code: 'created' })
    const began = performance.now()
    link.host.frames.push({ type: 'revoked' })
    expect(await link.agent.exit).toBe(3)
    expect(performance.now() - began).toBeLessThan(2000)
    expect(link.agent.raw()).toMatch(/revoked this host/)
    expect(readFileSync(join(link.agent.state, 'journal.jsonl'), 'utf8')).toContain('"step":"done"')
    await host.docker('volume', 'rm', 'link-ap8')
  })

  test('AP11: a 5 MB label, ten thousand labels and NULs are cut and marked, and no report exceeds 4 MiB', async () => {
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`key-${i}`, 'v']))
    const post = (Name: string, Labels: Record<string, string>) =>
      engineJson(host.socket, 'POST', '/volumes/create', { Name, Labels })
    await post('link-big', { big: 'x'.repeat(5_000_000) })
    await post('link-many', many)
    await post('link-odd', { nul: 'a\u0000b\u202ec', 'k\u0000': '\ud800' })
    await using link = await connected(host)
    const { store } = link.host
    await poll('the rows', () =>
      ['link-big', 'link-many', 'link-odd'].every((name) => store.rows.volumes.has(name)) ? true : null,
    )
    expect(store.rows.volumes.get('link-big')?.labels.big).toMatch(/5000000 characters, sha256/)
    expect(Object.keys(store.rows.volumes.get('link-many')?.labels ?? {})).toHaveLength(65)
    expect(JSON.stringify(store.rows.volumes.get('link-odd'))).not.toContain('\\u0000')
    expect(Math.max(...store.reports.map((report) => report.bytes))).toBeLessThan(4 * 1024 * 1024)
    expect(store.hashFailures).toBe(0)
    await host.docker('volume', 'rm', 'link-big', 'link-many', 'link-odd')
  })

  test('AP11: refused as too large by a proxy, a report is sent in smaller parts that fit, in the same session', async () => {
    const names = Array.from({ length: 150 }, (_, i) => `link-split-${i}`)
    for (const Name of names)
      await engineJson(host.socket, 'POST', '/volumes/create', { Name, Labels: { text: 'x'.repeat(1000) } })
    await using server = await agentServer({ address: host.gateway })
    server.onExchange((path, bytes) => (path === 'report' && bytes > 128 * 1024 ? 'tooLarge' : 'pass'))
    await using agent = await startAgentProcess(host, { url: server.url, token: server.token() })
    const known = await ready(server)
    await poll(`all rows; ${agent.raw()}`, () => (names.every((name) => known.store.rows.volumes.has(name)) ? true : null))
    expect(known.store.hashFailures).toBe(0)
    expect(known.hellos).toHaveLength(1)
    expect(agent.log.filter(({ message }) => /too large/.test(String(message))).length).toBeGreaterThan(2)
    await host.docker('volume', 'rm', ...names)
  })

  test('AP13: no socket of the agent listens', async () => {
    await using link = await connected(host)
    const { pid } = link.agent.child
    const sockets = new Set(
      readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
        const target = tryReadlink(`/proc/${pid}/fd/${fd}`)
        return /^socket:\[(\d+)\]$/.exec(target)?.[1] ?? []
      }),
    )
    expect(sockets.size).toBeGreaterThan(0)
    const rows = (file: string) => readFileSync(`/proc/${pid}/net/${file}`, 'utf8').trim().split('\n').slice(1)
    for (const file of ['tcp', 'tcp6', 'udp', 'udp6']) {
      for (const row of rows(file).map((line) => line.trim().split(/\s+/))) {
        const [state, inode] = [row[3], row[9] ?? '']
        if (sockets.has(inode)) expect(`${file} ${state}`).toBe('tcp 01')
      }
    }
    // Flag 00010000 is a unix socket that accepts connections.
    for (const row of rows('unix').map((line) => line.trim().split(/\s+/)))
      if (sockets.has(row[6] ?? '')) expect(row[3]).not.toBe('00010000')
  })
})

function tryReadlink(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}
