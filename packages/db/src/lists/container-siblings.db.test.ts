import { expect, it } from 'vitest'
import { testDatabase } from '../testing/database.ts'
import { addContainers, addHost, ago, hour, now } from '../testing/fleet-rows.ts'
import { containerSiblings } from './container-siblings.ts'

const all = { hostIds: null, now }

it('B17: containers of one image on one host are together, their own layers summed and the image counted once', async () => {
  await using db = await testDatabase()
  const [here, there] = [await addHost(db, { name: 'a' }), await addHost(db, { name: 'b' })]
  const image = { image: 'postgres:16', imageId: 'sha256:pg', imageBytes: 400n }
  const [small = '', , , , gone = ''] = await addContainers(db, here, [
    { ...image, name: 'small', layerBytes: 10n },
    { ...image, name: 'large', layerBytes: 30n, image: 'postgres@sha256:pg' },
    { ...image, name: 'unread' },
    { ...image, name: 'partial', layerBytes: 5n, layerPartial: true },
    { ...image, name: 'gone', layerBytes: 500n, removedAt: ago(hour) },
    { name: 'other', layerBytes: 7n },
  ])
  await addContainers(db, there, [{ ...image, name: 'elsewhere', layerBytes: 9n }])
  const siblings = await containerSiblings(db, all, small)
  expect(siblings).toMatchObject({ image: 'postgres:16', imageBytes: 400, layersBytes: 45, unknown: 2 })
  expect(siblings?.containers.map((row) => row.name)).toEqual(['large', 'small', 'partial', 'unread'])
  // A removed one is compared with those that are left.
  expect((await containerSiblings(db, all, gone))?.containers).toHaveLength(5)
  expect(await containerSiblings(db, { hostIds: [there], now }, small)).toBe(null)
})
