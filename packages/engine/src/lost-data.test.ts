import { expect, test } from 'vitest'
import { LostData } from './lost-data.ts'

const lostOf = (entries: readonly [path: string, bytes: number, home: string, change?: 'added' | 'changed' | 'deleted'][]) => {
  const lost = new LostData()
  for (const [path, bytes, home, change = 'added'] of entries) lost.add({ path, bytes, home, change, type: 'file' })
  return lost
}

test('CTR-201: only what was added outside temp, cache and package paths is lost', () => {
  const lost = lostOf([
    ['/data/rows', 100, '/data'],
    ['/var/log/app.log', 10, '/var/log'],
    ['/etc/passwd', 1000, '/etc', 'changed'],
    ['/tmp/x', 1000, '/tmp'],
    ['/root/.cache/x', 1000, '/root'],
    ['/usr/bin/x', 1000, '/usr/bin'],
    ['/data/empty', 0, '/data'],
  ])
  expect(lost.bytes).toBe(110)
  expect(lost.paths()).toEqual([
    { path: '/data', bytes: 100 },
    { path: '/var/log', bytes: 10 },
  ])
})

test('many directories beside each other are told as the one that holds them, except where unrelated things lie together', () => {
  const uploads = [1, 2, 3, 4].map((n): [string, number, string] => [`/app/up/${n}/x`, n, `/app/up/${n}`])
  const state = ['mysql', 'redis', 'app'].map((name): [string, number, string] => [`/var/lib/${name}/x`, 3, `/var/lib/${name}`])
  expect(lostOf([...uploads, ...state]).paths()).toEqual([
    { path: '/app/up', bytes: 10 },
    { path: '/var/lib/app', bytes: 3 },
    { path: '/var/lib/mysql', bytes: 3 },
    { path: '/var/lib/redis', bytes: 3 },
  ])
})

test('five at most; of very many directories those above are told, and no byte is missing', () => {
  const lost = lostOf(Array.from({ length: 5000 }, (_, n) => [`/d${n % 7}/${n}/x`, 1, `/d${n % 7}/${n}`]))
  expect(lost.bytes).toBe(5000)
  expect(lost.paths()).toHaveLength(5)
  expect(lost.paths()[0]).toEqual({ path: '/d0', bytes: 715 })
})
