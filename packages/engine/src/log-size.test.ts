import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { logSize } from './log-size.ts'
import { ContainerReply } from './replies.ts'
import { inspect2010 } from './testing/recorded.ts'

const root = mkdtempSync(join(tmpdir(), 'logs-'))
afterAll(() => rmSync(root, { recursive: true }))
const LogPath = join(root, 'x-json.log')
const reply = (Type: string, more = {}) =>
  ContainerReply.parse({ ...inspect2010, LogPath, ...more, HostConfig: { LogConfig: { Type } } })

test('B6, W8: the log and its rotated files count, those of others do not', async () => {
  for (const name of ['x-json.log', 'x-json.log.1', 'x-json.log.2.gz', 'y-json.log', 'config.v2.json'])
    writeFileSync(join(root, name), 'x'.repeat(1000))
  expect(await logSize(reply('json-file'), root, true)).toEqual({ logBytes: 3000, logReason: null })
})

test('a hole in front, as copytruncate leaves it, takes no room', async () => {
  const path = join(root, 'hole-json.log')
  writeFileSync(path, '')
  truncateSync(path, 50 * 1024 ** 3)
  expect((await logSize(reply('json-file', { LogPath: path }), root, true)).logBytes).toBe(0)
})

test('W8: the driver local keeps files that no field names', async () => {
  mkdirSync(join(root, 'containers', inspect2010.Id, 'local-logs'), { recursive: true })
  writeFileSync(join(root, 'containers', inspect2010.Id, 'local-logs/container.log.1'), 'xx')
  expect(await logSize(reply('local', { LogPath: '' }), root, true)).toEqual({ logBytes: 2, logReason: null })
})

test('W8: unknown with the reason where there are no files, no rights or no such machine', async () => {
  expect(await logSize(reply('journald'), root, true)).toEqual({
    logBytes: null,
    logReason: 'the log driver journald keeps no files',
  })
  expect((await logSize(reply('json-file', { LogPath: '/nowhere/x.log' }), root, true)).logReason).toBe(
    'no permission to read the log files',
  )
  expect((await logSize(reply('json-file'), root, false)).logBytes).toBe(null)
})
