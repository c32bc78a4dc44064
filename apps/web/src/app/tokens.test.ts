import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const css = readFileSync(join(import.meta.dirname, 'globals.css'), 'utf8')

/** The variables of one block, as `name → #rrggbb`. */
function tokens(selector: string): Map<string, string> {
  const start = css.indexOf(`${selector} {`)
  const body = css.slice(start, css.indexOf('\n}', start))
  return new Map([...body.matchAll(/--([a-z0-9-]+): (#[0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [name, hex]))
}

const channel = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)

/** WCAG 2 relative luminance. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => channel(Number.parseInt(hex.slice(at, at + 2), 16) / 255))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

const themes = { light: tokens(':root'), dark: tokens('[data-theme="dark"]') }
const surfaces = ['bg', 'surface', 'sunken', 'hover', 'selected']
const pills = ['in-use', 'idle', 'orphaned', 'marked', 'archived', 'unknown', 'stale', 'unreachable', 'protected']
const charts = ['in-use', 'idle', 'orphaned', 'layers', 'images', 'cache', 'logs', 'other'].map((name) => `chart-${name}`)

describe.each(Object.entries(themes))('contrast in the %s theme', (_, theme) => {
  const of = (name: string) => {
    const hex = theme.get(name)
    if (!hex) throw new Error(`no token ${name}`)
    return hex
  }
  const least = (fronts: readonly string[], backs: readonly string[]) =>
    Math.min(...fronts.flatMap((front) => backs.map((back) => contrast(of(front), of(back)))))

  it('text on every surface is at least 4.9 : 1', () => {
    expect(least(['text', 'text-2', 'text-3', 'link'], surfaces)).toBeGreaterThanOrEqual(4.9)
    expect(least(['on-accent'], ['accent', 'accent-hover'])).toBeGreaterThanOrEqual(4.9)
    expect(least(['on-danger'], ['danger', 'danger-hover'])).toBeGreaterThanOrEqual(4.9)
  })

  it('pills are at least 6.4 : 1', () => {
    for (const pill of pills) expect(contrast(of(`${pill}-fg`), of(`${pill}-bg`)), pill).toBeGreaterThanOrEqual(6.4)
  })

  it('borders of inputs, focus and chart marks are at least 3 : 1', () => {
    expect(least(['border-strong', 'focus'], ['bg', 'surface'])).toBeGreaterThanOrEqual(3)
    for (const mark of charts) expect(contrast(of(mark), of('surface')), mark).toBeGreaterThanOrEqual(3)
  })
})

it('both themes define the same roles', () => {
  expect([...themes.dark.keys()]).toEqual([...themes.light.keys()])
})

it('components use role tokens: no colour is written out, and no palette class of Tailwind', () => {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (name) => /\.tsx?$/.test(name) && !name.includes('.test.'),
  )
  const palette =
    /\b(?:bg|text|border|fill|stroke|ring|outline|from|to|via|decoration)-(?:slate|gray|zinc|neutral|stone|red|orange|amber|yellow|lime|green|emerald|teal|cyan|sky|blue|indigo|violet|purple|fuchsia|pink|rose|black|white)\b/
  const offenders = files.filter((name) => {
    const source = readFileSync(join(root, name), 'utf8')
    return (
      palette.test(source) ||
      /["'`\s[]#(?:[0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})\b/i.test(source) ||
      /rgba?\(|hsla?\(|oklch\(/.test(source)
    )
  })
  expect(files.length).toBeGreaterThan(50)
  expect(offenders).toEqual([])
})
