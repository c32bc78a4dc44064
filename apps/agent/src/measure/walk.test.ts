import { execFileSync } from 'node:child_process'
import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sizeReasons } from '@stowage/engine/volume-sizes'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Children } from './children.ts'
import { type WalkOptions, walk } from './walk.ts'

const du = (path: string, ...flags: string[]) =>
  Number(execFileSync('du', ['-s', '-x', '--block-size=1', ...flags, path], { encoding: 'utf8' }).split('\t')[0])

describe.skipIf(process.platform !== 'linux')('a walk by find', { timeout: 30_000 }, () => {
  let directory: string
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'stowage-walk-'))
  })
  afterAll(() => rmSync(directory, { recursive: true, force: true }))
  const made = (name: string) => {
    const path = join(directory, name)
    mkdirSync(path)
    return path
  }
  const walked = (path: string, rest: Partial<WalkOptions> = {}) =>
    walk({
      ...{ children: new Children(), through: [], path, withTree: false, deadlineMs: 20_000, silentMs: 20_000 },
      ...{ signal: new AbortController().signal, ...rest },
    })

  test('B14: equals du for small, sparse, linked and oddly named files, and the tree adds up to it', async () => {
    const path = made('equal')
    for (let i = 0; i < 1000; i++) {
      if (i % 200 === 0) mkdirSync(join(path, `dir-${i}`))
      writeFileSync(join(path, `dir-${i - (i % 200)}`, `file ${i}\n`), 'x'.repeat(i % 9000))
    }
    writeFileSync(join(path, 'sparse'), 'x')
    truncateSync(join(path, 'sparse'), 1 << 30)
    linkSync(join(path, 'sparse'), join(path, 'same'))
    writeFileSync(join(path, 'big'), Buffer.alloc(3_000_000, 1))
    linkSync(join(path, 'big'), join(path, 'dir-0', 'big'))
    symlinkSync('/', join(path, 'link'))
    const found = await walked(path, { withTree: true })
    if (found.how !== 'counted') throw new Error(found.how)
    expect(found).toMatchObject({ bytes: du(path), files: 1003, partial: false, reason: null })
    expect(found.apparentBytes - du(path, '--apparent-size')).toBe(0)
    expect(found.tree?.entries.map(({ path: name }) => name).sort()).toEqual([
      'dir-0',
      'dir-200',
      'dir-400',
      'dir-600',
      'dir-800',
    ])
    expect(found.tree?.entries.find((entry) => entry.path === 'dir-800')).toMatchObject({
      bytes: du(join(path, 'dir-800')),
      files: 200,
    })
  })

  test('A26: a directory that is gone, and one that is a link, are unknown in words', async () => {
    expect(await walked(join(directory, 'never'))).toEqual({ how: 'unknown', reason: sizeReasons.gone })
    symlinkSync('/', join(directory, 'elsewhere'))
    expect(await walked(join(directory, 'elsewhere'))).toEqual({ how: 'unknown', reason: sizeReasons.notDirectory })
  })

  test('an empty directory is its own block and no file', async () => {
    const path = made('empty')
    expect(await walked(path)).toMatchObject({ bytes: du(path), files: 0, newestWriteAt: null, partial: false })
  })

  test('without permission: unknown for the directory itself, at least for one inside', async () => {
    const path = made('shut')
    mkdirSync(join(path, 'in'), { mode: 0o700 })
    writeFileSync(join(path, 'in', 'file'), 'x')
    writeFileSync(join(path, 'open'), 'x')
    const asNobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups']
    execFileSync('chmod', ['755', directory])
    expect(await walked(path, { through: asNobody })).toMatchObject({ files: 1, partial: true, reason: sizeReasons.permission })
    expect(await walked(join(path, 'in'), { through: asNobody })).toEqual({ how: 'unknown', reason: sizeReasons.permission })
  })

  test('B14: at the deadline what was counted so far is kept as at least', async () => {
    const path = made('slow')
    for (let i = 0; i < 300; i++) writeFileSync(join(path, `${i}`), 'x'.repeat(5000))
    const slowly = ['sh', '-c', '"$@"; exec sleep 600', 'sh']
    const begun = performance.now()
    const found = await walked(path, { through: slowly, deadlineMs: 500, withTree: true })
    expect(performance.now() - begun).toBeLessThan(5000)
    expect(found).toMatchObject({ bytes: du(path), files: 300, partial: true, reason: sizeReasons.deadline })
  })

  test('M6: a find that never answers is given up, and one that nobody waits for ends at once', async () => {
    const children = new Children()
    const path = made('hangs')
    const never = { children, path, through: ['sh', '-c', 'exec sleep 600', 'sh'] }
    expect(await walked(path, { ...never, silentMs: 100 })).toEqual({ how: 'unknown', reason: sizeReasons.silent })
    const stop = new AbortController()
    const stopped = walked(path, { ...never, path: join(directory, 'other'), signal: stop.signal })
    stop.abort()
    expect(await stopped).toEqual({ how: 'stopped' })
  })

  test('a host without the program knows nothing, and says so', async () => {
    expect(await walked(directory, { through: ['stowage-no-such-program'] })).toEqual({
      how: 'unknown',
      reason: sizeReasons.unreadable,
    })
  })
})
