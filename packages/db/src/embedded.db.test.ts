import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { expect, test } from 'vitest'
import { startEmbedded } from './embedded.ts'

const settings = { fsync: 'off', shared_buffers: '16MB' }

async function directory(): Promise<{ dir: string } & AsyncDisposable> {
  const dir = await mkdtemp(join(tmpdir(), 'stowage-embedded-'))
  return { dir, [Symbol.asyncDispose]: () => rm(dir, { recursive: true, force: true }) }
}

async function query(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

const running = async (dir: string) => {
  const pid = await readFile(join(dir, 'data', 'postmaster.pid'), 'utf8').then(Number.parseInt, () => 0)
  return pid > 0
}

test('the embedded database keeps its rows over a stop, is loopback only, and its password is for its owner alone', async () => {
  await using home = await directory()
  const first = await startEmbedded({ dir: home.dir, settings })
  await query(first.url, 'CREATE TABLE kept (id int); INSERT INTO kept VALUES (7)')
  expect(await query(first.url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }])
  await first.stop()
  expect(await running(home.dir)).toBe(false)
  const second = await startEmbedded({ dir: home.dir, settings })
  expect(await query(second.url, 'SELECT id FROM kept')).toEqual([{ id: 7 }])
  await second.stop()
  expect((await stat(join(home.dir, 'password'))).mode & 0o777).toBe(0o600)
})

test('an owner killed with -9 takes its database down, and the next start finds every committed row', async () => {
  await using home = await directory()
  const module = new URL('embedded.ts', import.meta.url).href
  const script = `const { startEmbedded } = await import(${JSON.stringify(module)})
    const { url } = await startEmbedded(${JSON.stringify({ dir: home.dir, settings })}); console.log(url); setInterval(() => {}, 1000)`
  const owner = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [chunk] = await once(owner.stdout, 'data')
  await query(String(chunk).trim(), 'CREATE TABLE kept (id int)')
  await expect(startEmbedded({ dir: home.dir, settings })).rejects.toThrow('already runs the database')
  owner.kill('SIGKILL')
  await once(owner, 'exit')
  const next = await startEmbedded({ dir: home.dir, settings })
  expect(await query(next.url, 'SELECT count(*)::int AS n FROM kept')).toEqual([{ n: 0 }])
  await next.stop()
})

test('FA3: a database that was killed is up again at the same address with every committed row', async () => {
  await using home = await directory()
  const database = await startEmbedded({ dir: home.dir, settings })
  await query(database.url, 'CREATE TABLE kept (id int); INSERT INTO kept VALUES (7)')
  const postmaster = async () => Number.parseInt(await readFile(join(home.dir, 'data', 'postmaster.pid'), 'utf8'), 10)
  const killed = await postmaster()
  process.kill(killed, 'SIGKILL')
  await expect.poll(() => query(database.url, 'SELECT id FROM kept').catch(() => null), { timeout: 20_000 }).toEqual([{ id: 7 }])
  expect(await postmaster()).not.toBe(killed)
  await database.stop()
  expect(await running(home.dir)).toBe(false)
})
