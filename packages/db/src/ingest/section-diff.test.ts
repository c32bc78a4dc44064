import { expect, test } from 'vitest'
import { sectionDiff, touchedKeys } from './section-diff.ts'

const item = (key: string, hash: string) => ({ key, hash, item: key })
const held = new Map([
  ['a', '1'],
  ['b', '1'],
])
const ok = { status: 'ok' as const, remove: [], only: null }
const keys = ({ changed, gone }: ReturnType<typeof sectionDiff>) => ({ changed: changed.map(({ key }) => key), gone })

test('only what is new or other is written', () => {
  expect(keys(sectionDiff(ok, [item('a', '1'), item('b', '2'), item('c', '1')], held))).toEqual({ changed: ['b', 'c'], gone: [] })
})

test('M15: only an ok section removes, by name or by leaving a key out of the complete list', () => {
  const all = { remove: ['a'], only: ['a'] }
  expect(sectionDiff({ ...all, status: 'ok' }, [], held).gone).toEqual(['a', 'b'])
  expect(sectionDiff({ ...all, status: 'ok' }, [item('b', '1')], held).gone).toEqual(['a'])
  for (const status of ['partial', 'error', 'skipped'] as const)
    expect(sectionDiff({ ...all, status }, [], held).gone).toEqual([])
  expect(sectionDiff({ ...ok, status: 'error' }, [item('c', '1')], held).changed).toEqual([])
})

test('a key that is removed and present is another object, even when it looks the same', () => {
  expect(keys(sectionDiff({ ...ok, remove: ['a'] }, [item('a', '1')], held))).toEqual({ changed: ['a'], gone: ['a'] })
})

test('a delta needs the rows that it names, a complete list needs all', () => {
  expect(touchedKeys({ ...ok, remove: ['x'] }, [item('a', '1')])).toEqual(['a', 'x'])
  expect(touchedKeys({ ...ok, only: [] }, [])).toBe(null)
})
