import { expect, it } from 'vitest'
import { shortHex } from './short-hex.ts'

const hex = '4f2a9c1e07bd5c1fa8e3b44d0917ce662f0b8c7e1d2a3b4c5d6e7f8091a2b3c4'

it('shortens long hex runs inside paths and sentences and leaves the rest', () => {
  expect(shortHex(`/var/lib/docker/volumes/${hex}/_data`)).toBe('/var/lib/docker/volumes/4f2a9c1e07bd…/_data')
  expect(shortHex(`Removed ${hex} from web-07.`)).toBe('Removed 4f2a9c1e07bd… from web-07.')
  expect(shortHex('shop_pgdata deadbeef')).toBe('shop_pgdata deadbeef')
})
