import { expect, it } from 'vitest'
import { confirmText, removalSize, removalTitle, vetoTitle } from './removal-words.ts'

const now = new Date('2026-11-20T03:15:00Z')
const volume = {
  name: 'shop_pgdata',
  host: 'web-07',
  anonymous: false,
  sizeBytes: 51_754_357_555,
  sizePartial: false,
  files: 18_422,
  sizeReason: null,
  sizeMeasuredAt: new Date('2026-11-20T03:12:00Z'),
  usedBy: [],
}
const anonymous = { ...volume, anonymous: true, name: '4f2a9c1e07bd'.padEnd(64, '0'), host: 'ci-02', sizeBytes: 4096, files: 0 }

it('names object, host and the missing archive in the question', () => {
  expect(removalTitle(volume, 3)).toBe('Destroy shop_pgdata on web-07 without an archive?')
  expect(removalTitle(anonymous, 2)).toBe('Destroy anonymous volume 4f2a9c1e07bd on ci-02?')
})

it('tells bytes with their age, and never an unknown size as zero', () => {
  expect(removalSize(volume, now)).toBe('48.2 GiB measured 3 min ago · no container refers to it. There will be no archive.')
  expect(removalSize(anonymous, now)).toBe('0 B measured 3 min ago · no container refers to it. There will be no archive.')
  expect(removalSize({ ...volume, sizePartial: true }, now)).toMatch(/^≥ 48.2 GiB /)
  expect(removalSize({ ...volume, sizeBytes: null, sizeReason: 'the driver reports none' }, now)).toBe(
    'Size unknown · no container refers to it. There will be no archive.',
  )
})

it('asks for the first twelve characters of an anonymous name', () => {
  expect(confirmText(anonymous)).toBe('4f2a9c1e07bd')
  expect(confirmText(volume)).toBe('shop_pgdata')
})

it('DS2: says how many containers stand in the way', () => {
  const use = {
    containerRowId: 'c',
    container: 'web-1',
    hostId: 'h',
    hostName: 'web-07',
    image: 'x',
    project: null,
    state: 'exited' as const,
    path: '/d',
    rw: true,
    how: 'volume' as const,
  }
  expect(vetoTitle({ volume: { ...volume, usedBy: [use, use] }, vetoes: [{ code: 'mounted_now', text: '' }] })).toBe(
    "Can't remove shop_pgdata: 2 containers use it.",
  )
  expect(vetoTitle({ volume, vetoes: [{ code: 'host_stale', text: '' }] })).toBe("Can't remove shop_pgdata now.")
})
