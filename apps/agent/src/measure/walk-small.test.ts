import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Children } from './children.ts'
import { walk } from './walk.ts'
import { walkSmall } from './walk-small.ts'

describe.skipIf(process.platform !== 'linux')('several small directories at once', { timeout: 30_000 }, () => {
  let directory: string
  let paths: string[]
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'stowage-small-'))
    paths = ['a', 'b c', 'ü'].map((name, index) => {
      const path = join(directory, name)
      mkdirSync(join(path, 'in', 'deep'), { recursive: true })
      for (let i = 0; i <= index; i++) writeFileSync(join(path, 'in', `${i}`), 'x'.repeat(5000))
      return path
    })
  })
  afterAll(() => rmSync(directory, { recursive: true, force: true }))
  const { signal } = new AbortController()
  const base = { children: new Children(), through: [], signal }

  test('each is what it is when it is walked alone', async () => {
    const found = await walkSmall({ ...base, paths })
    expect(found?.size).toBe(3)
    for (const path of paths) {
      const alone = await walk({ ...base, path, withTree: false, deadlineMs: 20_000, silentMs: 20_000 })
      expect(alone).toMatchObject({ how: 'counted', ...found?.get(path) })
    }
  })

  test('if one is gone, cannot be read or is no directory, nothing is told of any', async () => {
    writeFileSync(join(directory, 'file'), 'x')
    expect(await walkSmall({ ...base, paths: [...paths, join(directory, 'gone')] })).toBeNull()
    expect(await walkSmall({ ...base, paths: [join(directory, 'file'), ...paths] })).toBeNull()
    expect(await walkSmall({ ...base, paths, through: ['stowage-no-such-program'] })).toBeNull()
    expect(await walkSmall({ ...base, paths, signal: AbortSignal.abort() })).toBeNull()
  })
})
