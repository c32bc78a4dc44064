import { Tree } from '@stowage/domain/reading'
import { fakeEngine } from '@stowage/lab/testing/fake-engine'
import { expect, test } from 'vitest'
import { connectEngine } from './connect.ts'
import { pathStat, statsMax } from './path-stats.ts'
import { ids, inspect29, inspect2010 } from './testing/recorded.ts'

const stat = (size: number, mode = 0o644) =>
  Buffer.from(JSON.stringify({ name: 'x', size, mode, mtime: '', linkTarget: '' })).toString('base64')
const mounted = { ...inspect29, GraphDriver: undefined }
const bind = { Type: 'bind', Source: '/srv', Destination: '/from-host' }
const running = { ...mounted, Mounts: [bind] }

async function asking(inspect: object, changes: unknown) {
  const fake = await fakeEngine({ apiVersion: '1.52', minApiVersion: '1.44' })
  fake.on('GET /containers/*/json', { json: inspect })
  fake.on('GET /containers/*/changes', { json: changes })
  fake.on('GET /containers/*/archive', { headers: { 'X-Docker-Container-Path-Stat': stat(7) } })
  const engine = await connectEngine({ socketPath: fake.socket })
  const tree = await engine.layerChanges(ids.web)
  engine.close()
  await fake.stop()
  expect(Tree.parse(tree)).toEqual(tree)
  return { tree, asked: fake.calls.filter(({ method }) => method === 'HEAD').map(({ query }) => query.get('path')) }
}

test('C1, B2: on the containerd store the engine tells the paths, in any order, and each size is asked for; null is no change', async () => {
  const { tree, asked } = await asking(running, [
    { Path: '/srv/a/f', Kind: 1 },
    { Path: '/srv.d', Kind: 2 },
    { Path: '/srv', Kind: 0 },
    { Path: '/srv/a', Kind: 1 },
  ])
  expect(tree?.entries.map(({ path, change, bytes, type }) => [path, change, bytes, type])).toEqual([
    ['/srv', 'changed', 7, 'directory'],
    ['/srv.d', 'deleted', 0, 'other'],
    ['/srv/a', 'added', 7, 'directory'],
    ['/srv/a/f', 'added', 7, 'file'],
  ])
  expect(tree).toMatchObject({ bytes: 7, files: 1, partial: false, reason: null })
  expect(asked).toEqual(['/srv/a/f'])
  expect((await asking(running, null)).tree).toMatchObject({ total: 0, entries: [], bytes: 0 })
})

test('C4, B9: mount points and what is below them are left out', async () => {
  const { tree } = await asking(
    mounted,
    ['/data', '/data/x', '/vdata', '/tt', '/database'].map((Path) => ({ Path, Kind: 1 })),
  )
  expect(tree?.entries.map(({ path }) => path)).toEqual(['/database'])
})

test('C2: a few hundred sizes are asked for, data first; the others are unknown and the tree says why', async () => {
  const paths = Array.from({ length: statsMax + 50 }, (_, n) => `/usr/lib/p${n}`)
  const { tree, asked } = await asking(
    running,
    [...paths, '/srv/rows'].map((Path) => ({ Path, Kind: 1 })),
  )
  expect(asked).toHaveLength(statsMax)
  expect(asked).toContain('/srv/rows')
  expect(tree).toMatchObject({
    bytes: 7 * statsMax,
    partial: true,
    reason: `Docker lists changed paths without sizes; ${statsMax} of ${statsMax + 51} were asked for one by one.`,
  })
  expect(tree?.entries.filter(({ bytes }) => bytes === null)).toHaveLength(51)
})

test('X2, E3: where volumes are mounted, running or not, no size is asked for: that would mount them once more', async () => {
  const exited = { ...inspect2010, State: { ...inspect2010.State, Status: 'exited' } }
  for (const inspect of [mounted, exited, { ...exited, Mounts: [bind] }]) {
    const { tree, asked } = await asking(inspect, [{ Path: '/srv/f', Kind: 1 }])
    expect(asked).toEqual([])
    expect(tree).toMatchObject({ bytes: null, partial: true, reason: expect.stringContaining('would mount the volumes') })
  }
  expect((await asking({ ...exited, Mounts: [] }, [{ Path: '/srv/f', Kind: 1 }])).asked).toEqual(['/srv/f'])
})

test('Go writes the kind of a file into high bits of its mode', () => {
  expect(pathStat(stat(5))).toEqual({ type: 'file', bytes: 5 })
  expect(pathStat(stat(4096, 2 ** 31 + 0o755))).toEqual({ type: 'directory', bytes: 0 })
  expect(pathStat(stat(3, 2 ** 27 + 0o777))).toEqual({ type: 'link', bytes: 3 })
  expect(pathStat(stat(0, 2 ** 26 + 2 ** 21))).toEqual({ type: 'other', bytes: 0 })
  expect(pathStat('no base64 of JSON')).toBe(null)
})
