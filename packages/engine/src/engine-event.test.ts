import { TimelineEvent } from '@stowage/domain/report'
import { expect, test } from 'vitest'
import { engineEvent, eventFilters } from './engine-event.ts'
import { events2010, ids } from './testing/recorded.ts'

test('E2: a mount tells volume, container, destination and whether it may write', () => {
  expect(engineEvent(events2010.mount)).toEqual({
    kind: 'volume',
    action: 'mount',
    name: 'plain',
    driver: 'local',
    containerId: ids.web,
    destination: '/data',
    rw: true,
    at: '2026-11-23T21:55:05.879Z',
    key: expect.stringMatching(/^1795470905879699162-[\w-]{16}$/),
    cursor: '1795470905.879699162',
  })
  expect(engineEvent(events2010.unmount)).toMatchObject({ action: 'unmount', containerId: ids.web, rw: null, destination: null })
})

test('nanoseconds keep all their digits, though JSON numbers do not hold them', () => {
  expect(JSON.parse(events2010.mount).timeNano.toString()).not.toBe('1795470905879699162')
  expect(engineEvent(events2010.mount)?.cursor).toBe('1795470905.879699162')
})

test('a label that looks like the time does not set it', () => {
  const line = events2010.create.replace('"name":"run1"', String.raw`"name":"run1","x":"\"timeNano\":1111111111111111111}"`)
  expect(engineEvent(line)?.cursor).toBe('1795470905.871221507')
})

test('a container tells its name, image and project, and whether it is a helper of Stowage (E3)', () => {
  expect(engineEvent(events2010.create)).toMatchObject({
    kind: 'container',
    action: 'create',
    id: ids.web,
    name: 'run1',
    image: 'box:1',
    project: 'shop',
    isHelper: false,
  })
  const helper = events2010.create.replace('"name":"run1"', '"name":"run1","stowage.helper":""')
  expect(engineEvent(helper)).toMatchObject({ isHelper: true })
})

test('command lines of exec events are neither asked for nor read', () => {
  expect(eventFilters.event.some((name) => name.startsWith('exec'))).toBe(false)
  expect(engineEvent(events2010.exec)).toBe(null)
})

test('the key of an event fits the timeline and differs for two mounts of one moment', () => {
  const one = engineEvent(events2010.mount)
  const two = engineEvent(events2010.mount.replace('"/data"', '"/other"'))
  expect(one?.key).not.toBe(two?.key)
  expect(TimelineEvent.shape.key.safeParse(one?.key).success).toBe(true)
})

test('H6: what is no event is skipped', () => {
  for (const line of ['', '{', 'null', '[]', '{"Type":"volume"}', '{"Type":"image","Action":"tag","Actor":{"ID":"x"}}']) {
    expect(engineEvent(line)).toBe(null)
  }
})
