import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { secretTokenHash } from '@stowage/api/secret-token'
import { enrolAgent } from '@stowage/db/agents/enrol-agent'
import { expect, test } from 'vitest'
import { keepLocalEnrolment } from './local-enrolment.ts'
import { testServer } from './testing/test-server.ts'

const minuteMs = 60_000

/** A server with a file for the agent beside it. */
async function withFile() {
  const dir = await mkdtemp(join(tmpdir(), 'stowage-enrol-'))
  const file = join(dir, 'token')
  const app = await testServer({ localEnrolFile: file })
  const token = async () => (await readFile(file, 'utf8')).trim()
  return {
    ...{ app, dir, file, token },
    keep: (inMs = 0) => keepLocalEnrolment(app.db.prisma, file, new Date(Date.now() + inMs)),
    enrol: async (publicKey: string, inMs = 0) =>
      enrolAgent(app.db, {
        ...{ publicKey, hostname: 'machine', agentVersion: '1', now: new Date(Date.now() + inMs) },
        tokenHash: secretTokenHash(await token()),
      }),
    async [Symbol.asyncDispose]() {
      await app[Symbol.asyncDispose]()
      await rm(dir, { recursive: true, force: true })
    },
  }
}

test('a server that is ready has left a token that makes one host, once, in a file only its own user reads', async () => {
  await using local = await withFile()
  expect((await stat(local.file)).mode & 0o777).toBe(0o600)
  expect((await local.enrol('key')).name).toBe('machine')
  await expect(local.enrol('another key')).rejects.toThrow(/unknown, used or expired/)
  expect(await local.app.db.prisma.activity.count({ where: { action: 'host.invite', actor: 'Stowage' } })).toBe(1)
})

test('a token that waits is renewed before it runs out, and the one before no longer works', async () => {
  await using local = await withFile()
  const first = await local.token()
  await local.keep(20 * minuteMs)
  expect(await local.token()).toBe(first)
  await local.keep(40 * minuteMs)
  expect(await local.token()).not.toBe(first)
  expect(await local.app.db.prisma.enrolment.count()).toBe(1)
  expect((await local.enrol('key', 90 * minuteMs)).name).toBe('machine')
  expect(await local.app.db.prisma.activity.count({ where: { action: 'host.invite' } })).toBe(1)
})

test('after the enrolment nothing is made again, also when the host was revoked; removing the file asks for a new token', async () => {
  await using local = await withFile()
  const first = await local.token()
  const { hostId } = await local.enrol('key')
  await local.app.db.prisma.host.update({ where: { id: hostId }, data: { revokedAt: new Date() } })
  await local.keep(48 * 60 * minuteMs)
  expect(await local.token()).toBe(first)
  await rm(local.file)
  await local.keep()
  expect((await local.enrol('new key')).name).toBe('machine-2')
})

test('a file that cannot be written is told in the log; the server runs all the same', async () => {
  await using app = await testServer({ localEnrolFile: '/nonexistent/token' })
  expect((await app.raw('/readyz')).status).toBe(200)
  expect(app.logLines.join('')).toContain('no enrolment token for the agent beside this server')
  expect(await app.db.prisma.enrolment.count()).toBe(0)
})
