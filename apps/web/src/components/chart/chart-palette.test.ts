import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** Seven kinds of space that may lie side by side; the eighth, other files, is told apart by its pattern and place. */
const slots = ['in-use', 'idle', 'orphaned', 'layers', 'images', 'cache', 'logs']
const css = readFileSync(join(import.meta.dirname, '../../app/globals.css'), 'utf8')

type Triple = readonly [number, number, number]

/** Linear RGB of a token in the block of one theme. */
function colour(selector: string, slot: string): Triple {
  const block = css.slice(css.indexOf(`${selector} {`))
  const [, hex = ''] = new RegExp(`--chart-${slot}: #([0-9a-f]{6})`).exec(block) ?? []
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return [channel(0), channel(2), channel(4)]
}

const times = (matrix: readonly Triple[], [a, b, c]: Triple) => matrix.map(([x, y, z]) => x * a + y * b + z * c)

/** Full loss of one kind of cone (Machado, Oliveira and Fernandes 2009, severity 1), on linear RGB. */
const eyes: Record<string, readonly Triple[]> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

const toCones: readonly Triple[] = [
  [0.4122214708, 0.5363325363, 0.0514459929],
  [0.2119034982, 0.6806995451, 0.1073969566],
  [0.0883024619, 0.2817188376, 0.6299787005],
]
const toLab: readonly Triple[] = [
  [0.2104542553, 0.793617785, -0.0040720468],
  [1.9779984951, -2.428592205, 0.4505937099],
  [0.0259040371, 0.7827717662, -0.808675766],
]

/** OKLab as an eye sees a colour. */
function seen(eye: readonly Triple[], rgb: Triple): number[] {
  const [r = 0, g = 0, b = 0] = times(eye, rgb).map((value) => Math.min(1, Math.max(0, value)))
  const [l = 0, m = 0, s = 0] = times(toCones, [r, g, b]).map(Math.cbrt)
  return times(toLab, [l, m, s])
}

test.each([
  ['light', ':root', 12.1],
  ['dark', '[data-theme="dark"]', 14],
] as const)('any two kinds of space differ in the %s theme, for every kind of eye', (_, selector, least) => {
  for (const [name, eye] of Object.entries(eyes)) {
    const colours = slots.map((slot) => ({ slot, lab: seen(eye, colour(selector, slot)) }))
    for (const [index, a] of colours.entries())
      for (const b of colours.slice(0, index)) {
        const distance = 100 * Math.hypot(...a.lab.map((value, at) => value - (b.lab[at] ?? 0)))
        expect(distance, `${a.slot} and ${b.slot}, ${name}`).toBeGreaterThanOrEqual(least)
      }
  }
})
