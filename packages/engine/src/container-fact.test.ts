import { ContainerFact } from '@stowage/domain/facts'
import { expect, test } from 'vitest'
import { containerFact } from './container-fact.ts'
import { parseReply } from './parse-reply.ts'
import { ContainerListReply, ContainerReply } from './replies.ts'
import { anonymousName, inspect29, inspect2010, listRow2010 } from './testing/recorded.ts'

const rowOf = (row: object) => {
  const [parsed] = parseReply(ContainerListReply, [row], 'list')
  if (!parsed) throw new Error('no row')
  return parsed
}
const fact = (inspect: object | null, row: object = listRow2010) =>
  containerFact(rowOf(row), inspect && parseReply(ContainerReply, inspect, 'container'))

test('a container of 20.10 becomes a fact: layer path, restart policy, times, mounts by destination, no environment', () => {
  const found = fact(inspect2010)
  expect(ContainerFact.parse(found)).toEqual(found)
  expect(found).toMatchObject({
    name: 'run1',
    image: 'box:1',
    state: 'running',
    exitCode: null,
    startedAt: '2026-11-23T21:55:06.061Z',
    finishedAt: null,
    restartPolicy: 'on-failure:3',
    readonlyRootfs: false,
    storageDriver: 'overlay2',
    layerPath: '/var/lib/docker/overlay2/c8e0b6b672ab/diff',
    logDriver: 'json-file',
    project: 'shop',
    service: 'web',
    swarmService: null,
  })
  expect(found.mounts.map(({ type, name, destination, rw, anonymous }) => [type, name, destination, rw, anonymous])).toEqual([
    ['volume', 'plain', '/data', true, false],
    ['tmpfs', null, '/scratch', true, false],
    ['tmpfs', null, '/sealed', false, false],
    ['tmpfs', null, '/tt', true, false],
    ['volume', anonymousName, '/vdata', true, true],
  ])
  expect(JSON.stringify(found)).not.toContain('hunter2')
})

test('the order in which the engine lists mounts changes nothing', () => {
  expect(fact({ ...inspect2010, Mounts: [...inspect2010.Mounts].reverse() })).toEqual(fact(inspect2010))
})

test('B2, W1: without GraphDriver (29) or without its Data (containerd store, API < 1.52) there is no layer path and no crash', () => {
  expect(fact(inspect29)).toMatchObject({ layerPath: null, storageDriver: 'overlayfs', readonlyRootfs: true })
  const older = { ...inspect2010, Driver: '', GraphDriver: { Name: 'overlayfs', Data: null } }
  expect(fact(older)).toMatchObject({ layerPath: null, storageDriver: 'overlayfs' })
  const vfs = { ...inspect2010, GraphDriver: { Name: 'vfs', Data: { ID: 'abc' } } }
  expect(fact(vfs).layerPath).toBe(null)
})

test('A38, V19: an image mount that has the name of a volume is no volume', () => {
  const mount = fact(inspect29).mounts.find(({ destination }) => destination === '/from-image')
  expect(mount).toMatchObject({ type: 'image', name: 'plain', rw: false, anonymous: false })
})

test('V1: null and absence everywhere give a fact the server takes', () => {
  const bare = fact({ Id: listRow2010.Id }, { Id: listRow2010.Id, Labels: null, Mounts: null, Names: null })
  expect(ContainerFact.parse(bare)).toEqual(bare)
  expect(bare).toMatchObject({ name: listRow2010.Id.slice(0, 12), state: 'unknown', mounts: [], labels: {} })
  const hollow = fact({ ...inspect2010, HostConfig: null, Config: null, State: null, Mounts: null, GraphDriver: null })
  expect(ContainerFact.safeParse(hollow).success).toBe(true)
})

test('A31: every state the engine knows is kept, an ended container has its exit code', () => {
  const ended = { ...inspect2010, State: { Status: 'exited', ExitCode: 137, FinishedAt: '2026-11-23T21:56:00Z' } }
  expect(fact(ended)).toMatchObject({ state: 'exited', exitCode: 137, finishedAt: '2026-11-23T21:56:00.000Z', startedAt: null })
  for (const state of ['created', 'removing', 'dead', 'paused', 'restarting'] as const) {
    expect(fact({ ...inspect2010, State: { Status: state } }).state).toBe(state)
  }
})

test('a container whose inspect failed is still known by its row, with all its volumes', () => {
  const found = fact(null)
  expect(ContainerFact.safeParse(found).success).toBe(true)
  expect(found.mounts.map(({ name }) => name)).toContain('plain')
  expect(found).toMatchObject({ name: 'run1', state: 'running', project: 'shop' })
})

test('a container with 1,000 mounts keeps its volumes when mounts are capped', () => {
  const binds = Array.from({ length: 1000 }, (_, i) => ({ Type: 'bind', Source: `/s${i}`, Destination: `/a${i}`, RW: true }))
  const found = fact({ ...inspect2010, Mounts: [...binds, ...inspect2010.Mounts] })
  expect(ContainerFact.safeParse(found).success).toBe(true)
  expect(found.mounts.filter(({ type }) => type === 'volume')).toHaveLength(2)
})
