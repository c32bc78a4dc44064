import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { protocolVersion } from '@stowage/domain/agent-link'
import { defaultHostPolicy } from '@stowage/domain/host-policy'
import { expect, test } from 'vitest'
import { agentServer, type Exchange } from '../../test/agent-server.ts'
import { tcpProxy } from '../../test/tcp-proxy.ts'
import { createLog } from '../log.ts'
import { BackOff } from './back-off.ts'
import { createClient } from './client.ts'
import { enrol } from './enrol.ts'
import { readIdentity } from './identity.ts'
import { publicKeyOf, signHello } from './key.ts'

const log = createLog(
  () => {},
  () => new Date(),
)
const directory = () => mkdtemp(join(tmpdir(), 'stowage-enrol-'))
const never = new AbortController().signal
const enrolOptions = async (url: string, token: string, stateDirectory?: string) => ({
  stateDirectory: stateDirectory ?? (await directory()),
  server: new URL(url),
  token,
  agentVersion: 'test',
  hostname: 'lab',
  log,
  backOff: new BackOff(
    () => 0,
    () => 0,
  ),
  wait: async () => {},
})

async function session(url: string, options = {}) {
  const server = await agentServer()
  const identity = await enrol(await enrolOptions(server.url, server.token()))
  const client = createClient(new URL(url === '' ? server.url : url), options)
  const hello = async (signature?: string) => {
    const { nonce } = await client.challenge(identity.hostId, never)
    const reply = await client.hello(
      {
        hostId: identity.hostId,
        nonce,
        signature: signature ?? signHello(identity.key, identity.hostId, nonce),
        agentVersion: 'test',
        protocol: protocolVersion,
        epoch: crypto.randomUUID(),
        policy: defaultHostPolicy,
        policyProblem: null,
        clockMs: 0,
      },
      never,
    )
    client.setToken(reply.sessionToken)
  }
  return { server, identity, client, hello }
}

test('M10: with lost answers the same token and key get the same host id, and one host exists', async () => {
  await using server = await agentServer()
  const exchanges: Exchange[] = ['lost', 'answerLost', 'answerLost']
  server.onExchange(() => exchanges.shift() ?? 'pass')
  const options = await enrolOptions(server.url, server.token())
  const first = await enrol(options)
  expect(exchanges).toEqual([])
  expect(server.hosts.size).toBe(1)
  expect((await enrol(options)).hostId).toBe(first.hostId)
  expect(publicKeyOf(first.key)).toHaveLength(43)
})

test('AP1: a used token is refused for another key, and a host that is enrolled keeps its identity then', async () => {
  await using server = await agentServer()
  const token = server.token()
  await enrol(await enrolOptions(server.url, token))
  await expect(enrol(await enrolOptions(server.url, token))).rejects.toThrow(/refuses this enrolment/)
  const mine = await enrolOptions(server.url, server.token())
  const before = await enrol(mine)
  await expect(enrol({ ...mine, token: 'not-a-token-of-this-server' })).rejects.toThrow(/refuses/)
  expect(await readIdentity(mine.stateDirectory)).toEqual(before)
})

test('a hello that another key signed opens no session', async () => {
  const { server, identity, hello } = await session('')
  const { generateKeyPairSync } = await import('node:crypto')
  const other = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  await expect(hello(signHello(other, identity.hostId, 'x'))).rejects.toMatchObject({ kind: 'unauthorized' })
  await server.stop()
})

test('M1: a stream on which nothing comes any more is dead after the silence it is allowed', async () => {
  const opened = await session('')
  await using proxy = await tcpProxy(opened.server.port)
  const client = createClient(new URL(proxy.url), { silenceMs: 600 })
  const { nonce } = await client.challenge(opened.identity.hostId, never)
  const signature = signHello(opened.identity.key, opened.identity.hostId, nonce)
  const common = {
    agentVersion: 'test',
    protocol: protocolVersion,
    policy: defaultHostPolicy,
    policyProblem: null,
    clockMs: 0,
  } as const
  const { sessionToken } = await client.hello(
    { ...common, hostId: opened.identity.hostId, nonce, signature, epoch: crypto.randomUUID() },
    never,
  )
  client.setToken(sessionToken)
  const frames: string[] = []
  const stream = client.jobs((frame) => frames.push(frame.type))
  opened.server.host()?.frames.push({ type: 'ping' })
  const began = performance.now()
  await expect.poll(() => frames).toEqual(['ping'])
  // Only the pings beneath the frames keep it alive for longer than the silence allows.
  await expect.poll(() => performance.now() - began > 1000, { timeout: 3000 }).toBe(true)
  let ended = false
  void stream.closed.then(() => {
    ended = true
  })
  await Promise.resolve()
  expect(ended).toBe(false)
  proxy.swallow(true)
  const holeAt = performance.now()
  expect(await stream.closed).toMatchObject({ kind: 'unreachable', message: expect.stringContaining('0.6 s') })
  expect(performance.now() - holeAt).toBeLessThan(1500)
  await opened.server.stop()
})

test('AP8: a revoked host hears so on the stream and on every call; a page of a proxy revokes nobody', async () => {
  const { server, client, hello, identity } = await session('')
  await hello()
  const host = server.host()
  if (!host) throw new Error('no host')
  host.revoked = true
  await expect(client.challenge(identity.hostId, never)).rejects.toMatchObject({ kind: 'revoked' })
  expect(await client.jobs(() => {}).closed).toMatchObject({ kind: 'revoked' })
  await server.stop()
  const { createServer } = await import('node:http')
  const proxy = createServer((_, response) => response.writeHead(403, { 'content-type': 'text/html' }).end('<h1>Forbidden</h1>'))
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  const address = proxy.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const behind = createClient(new URL(`http://127.0.0.1:${port}/`))
  await expect(behind.challenge(identity.hostId, never)).rejects.toMatchObject({ kind: 'unreachable' })
  expect(await behind.jobs(() => {}).closed).toMatchObject({ kind: 'unreachable' })
  proxy.close()
})

test('AP11: a proxy that takes no body of that size is told from a server that cannot be reached', async () => {
  const { server, client, identity } = await session('')
  server.onExchange(() => 'tooLarge')
  await expect(client.challenge(identity.hostId, never)).rejects.toMatchObject({
    kind: 'tooLarge',
    message: 'Something on the way answered 413 in place of the server.',
  })
  await server.stop()
})

test('a lost session is told as such on calls and on the stream', async () => {
  const { server, client } = await session('')
  client.setToken('nobody')
  expect(await client.jobs(() => {}).closed).toMatchObject({ kind: 'unauthorized' })
  await server.stop()
})

test('a redirect is not followed: no session token leaves for another server', async () => {
  const { createServer } = await import('node:http')
  let followed = false
  const elsewhere = createServer((_, response) => {
    followed = true
    response.end('{}')
  })
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
  const target = elsewhere.address()
  const redirect = createServer((_, response) =>
    response.writeHead(307, { location: `http://127.0.0.1:${typeof target === 'object' && target ? target.port : 0}/` }).end(),
  )
  await new Promise<void>((resolve) => redirect.listen(0, '127.0.0.1', resolve))
  const address = redirect.address()
  const client = createClient(new URL(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`))
  await expect(client.challenge(crypto.randomUUID(), never)).rejects.toMatchObject({ kind: 'unreachable' })
  expect((await client.jobs(() => {}).closed).kind).toBe('unreachable')
  expect(followed).toBe(false)
  elsewhere.close()
  redirect.close()
})
