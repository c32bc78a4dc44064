import type { ContainerEvent, VolumeEvent } from '@stowage/engine/engine-event'
import { expect, test } from 'vitest'
import { timelineEvents } from './timeline-event.ts'

const common = { at: '2026-01-01T00:00:00.000Z', key: 'k', cursor: '1' }
const started = (id: string, isHelper = false): ContainerEvent => ({
  ...common,
  kind: 'container',
  action: 'create',
  id,
  name: 'job',
  image: 'busybox:lab',
  project: 'shop',
  isHelper,
})
const volume = (action: VolumeEvent['action'], containerId: string | null = null): VolumeEvent => ({
  ...common,
  kind: 'volume',
  action,
  name: 'data',
  driver: 'local',
  containerId,
  destination: containerId ? '/data' : null,
  rw: containerId ? true : null,
})
const blank = { container: () => undefined, volume: () => undefined }

test('a container that no list ever showed is named by its own events', () => {
  const line = timelineEvents(blank)
  expect(line(started('c1'))).toBeNull()
  expect(line(volume('mount', 'c1'))).toMatchObject({
    action: 'mounted',
    volume: 'data',
    containerName: 'job',
    image: 'busybox:lab',
    project: 'shop',
    destination: '/data',
    rw: true,
  })
  expect(line(volume('unmount', 'unheard'))).toMatchObject({ action: 'unmounted', containerId: 'unheard', containerName: null })
})

test('E3: mounts by helpers of Stowage are no use of a volume', () => {
  const line = timelineEvents(blank)
  line(started('c1', true))
  expect(line(volume('mount', 'c1'))).toBeNull()
  expect(line(volume('unmount', 'c1'))).toBeNull()
})

test('a creation that names a volume which exists is none: 20.10 tells of one for every new container', () => {
  const fact = { name: 'data' } as never
  expect(timelineEvents({ ...blank, volume: () => fact })(volume('create'))).toBeNull()
  expect(timelineEvents(blank)(volume('create'))).toMatchObject({ action: 'created' })
})
