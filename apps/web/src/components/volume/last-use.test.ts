import type { TimelineRow } from '@stowage/domain/volume'
import { expect, test } from 'vitest'
import { lastUse, lastUseDetail } from './last-use.ts'

const row = (minute: number, kind: TimelineRow['kind'], part: Partial<TimelineRow> = {}): TimelineRow => ({
  id: `${minute}`,
  at: new Date(minute * 60_000),
  kind,
  text: '',
  container: 'shop-db-1',
  image: null,
  project: null,
  destination: null,
  rw: null,
  until: null,
  ...part,
})
const mounted = row(1, 'mounted', { image: 'postgres:16', project: 'shop', destination: '/data' })

test('the last use is the end of the last mount, with what its beginning told', () => {
  const use = lastUse({ timeline: [row(5, 'unmounted'), mounted, row(9, 'blind')], lastMountedAt: null, lastMountedBy: null })
  expect(use).toMatchObject({ container: 'shop-db-1', image: 'postgres:16', project: 'shop', ended: true, at: new Date(300_000) })
  expect(use && lastUseDetail(use)).toBe('postgres:16 at /data, project shop')
})

test('where events are missing, the listing tells', () => {
  expect(lastUse({ timeline: [], lastMountedAt: new Date(7), lastMountedBy: 'job-3' })).toMatchObject({
    container: 'job-3',
    at: new Date(7),
    image: null,
    ended: false,
  })
  expect(lastUse({ timeline: [mounted], lastMountedAt: new Date(9 * 60_000), lastMountedBy: 'job-3' })?.container).toBe('job-3')
})

test('a volume that nobody was ever seen to mount has no last use', () => {
  expect(lastUse({ timeline: [row(1, 'first-seen')], lastMountedAt: null, lastMountedBy: null })).toBeNull()
})
