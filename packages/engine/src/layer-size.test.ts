import { expect, test } from 'vitest'
import { layerBytes } from './layer-size.ts'

test('B4: in a list asked with size, absence is 0; -1 is unknown anywhere', () => {
  expect(layerBytes({}, 'list', 'graphdriver')).toEqual({ bytes: 0, reason: null })
  expect(layerBytes({ SizeRw: -1 }, 'list', 'graphdriver')).toMatchObject({ bytes: null, reason: expect.any(String) })
  expect(layerBytes({ SizeRw: -1 }, 'inspect', 'containerd').bytes).toBe(null)
})

test('W6: an inspect shows 0, so absence there means that nobody measured, and 0 of both means that the layer is gone', () => {
  expect(layerBytes({ SizeRw: 0, SizeRootFs: 1_982_270 }, 'inspect', 'graphdriver').bytes).toBe(0)
  expect(layerBytes({}, 'inspect', 'graphdriver').bytes).toBe(null)
  expect(layerBytes({ SizeRw: null }, 'inspect', 'graphdriver').bytes).toBe(null)
  expect(layerBytes({ SizeRw: 0, SizeRootFs: 0 }, 'inspect', 'graphdriver').bytes).toBe(null)
})

test('B4, W3: 4096 on the containerd store is an empty layer, elsewhere it is 4096 bytes', () => {
  expect(layerBytes({ SizeRw: 4096, SizeRootFs: 9 }, 'inspect', 'containerd').bytes).toBe(0)
  expect(layerBytes({ SizeRw: 4096, SizeRootFs: 9 }, 'inspect', 'graphdriver').bytes).toBe(4096)
  expect(layerBytes({ SizeRw: 8192, SizeRootFs: 9 }, 'inspect', 'containerd').bytes).toBe(8192)
})
