import { expect, test } from 'vitest'
import { volumeListing } from './list-volumes.ts'
import { anonymousName, pluginVolume, volumes2010 } from './testing/recorded.ts'
import { sizeFacts, sizeReasons } from './volume-sizes.ts'

const { items: volumes } = volumeListing({ Volumes: [...volumes2010, pluginVolume], Warnings: null })
const at = '2026-11-23T22:00:00.000Z'
const sizes = (reply: Parameters<typeof sizeFacts>[0]) =>
  Object.fromEntries(sizeFacts(reply, volumes, at).map(({ name, bytes, reason }) => [name, bytes ?? reason]))

const plain = { Name: 'plain', UsageData: { Size: 11, RefCount: 1 } }
const empty = { Name: anonymousName, UsageData: { Size: 0, RefCount: 0 } }

test('B11: both shapes of an answer give the same sizes', () => {
  const old = sizes({ Volumes: [plain, empty] })
  const verbose = sizes({ VolumeUsage: { Items: [plain, { Name: anonymousName, UsageData: { RefCount: 0 } }] } })
  expect(old).toMatchObject({ plain: 11, [anonymousName]: 0 })
  expect(verbose).toEqual(old)
  expect(sizes({ Volumes: null, VolumeUsage: { Items: [plain, empty] } })).toEqual(old)
})

test('A24: a volume that df leaves out is unknown with the reason, never 0', () => {
  expect(sizes({ Volumes: [plain] })).toMatchObject({
    nfs1: sizeReasons.remote,
    t1: sizeReasons.remote,
    team: sizeReasons.driver,
    [anonymousName]: sizeReasons.notYet,
  })
})

test('A25: a size of -1 is unknown, and so is an entry without usage data', () => {
  const found = sizes({ Volumes: [{ Name: 'broken', UsageData: { Size: -1, RefCount: 0 } }, { Name: 'plain' }] })
  expect(found.broken).toBe(sizeReasons.driver)
  expect(found.plain).toBe(sizeReasons.driver)
})
