import { ContainerState, VolumeKind } from '../facts.ts'
import { VolumeState } from '../volume.ts'

/** What a key compares with. `age` counts back from now and may be a lower bound only; `time` takes ages and dates; `rate` is bytes a day. */
export type KeyType =
  | { type: 'text' | 'texts' | 'bytes' | 'rate' | 'count' | 'age' | 'time' | 'flag' | 'label' }
  | { type: 'enum'; values: readonly string[]; aliases?: Readonly<Record<string, string>> }

export type Noun = 'volumes' | 'containers' | 'activity'
export type KeyTable = Readonly<Record<string, KeyType>>

const text = { type: 'text' } as const
const texts = { type: 'texts' } as const
const bytes = { type: 'bytes' } as const
const rate = { type: 'rate' } as const
const time = { type: 'time' } as const
const flag = { type: 'flag' } as const
const label = { type: 'label' } as const

/** The keys of each list. A key of another list is an error here, never free text. */
export const filterKeys: Readonly<Record<Noun, KeyTable>> = {
  volumes: {
    host: text,
    name: text,
    driver: text,
    kind: { type: 'enum', values: VolumeKind.options },
    state: { type: 'enum', values: VolumeState.options, aliases: { orphaned: 'orphan', 'in-use': 'used' } },
    size: bytes,
    growth: rate,
    files: { type: 'count' },
    written: time,
    created: time,
    seen: time,
    idle: { type: 'age' },
    project: text,
    label,
    'used-by': texts,
    image: texts,
    anonymous: flag,
    scope: text,
    mounted: flag,
  },
  containers: {
    host: text,
    name: text,
    image: text,
    state: { type: 'enum', values: ContainerState.options },
    project: text,
    service: text,
    layer: bytes,
    lost: bytes,
    growth: rate,
    logs: bytes,
    label,
    mount: texts,
    driver: text,
    readonly: flag,
    created: time,
  },
  activity: {
    action: text,
    actor: text,
    at: time,
    result: { type: 'enum', values: ['intent', 'ok', 'skipped', 'denied', 'failed', 'indeterminate', 'late'] },
    host: text,
    subject: text,
  },
}

/** Lists the keys of a noun for an error, with the nearest one first where a typing slip is likely. */
export function keyHelp(noun: Noun, typed: string): string {
  const names = Object.keys(filterKeys[noun]).map((name) => (name === 'label' ? 'label.<key>' : name))
  const near = names.find((name) => distance(name, typed.toLowerCase()) <= (name.length > 3 ? 2 : 1))
  return `${near ? ` Did you mean ${near}?` : ''} The keys here are ${names.join(', ')}.`
}

function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (const [i, left] of [...a].entries()) {
    const next = [i + 1]
    for (const [j, right] of [...b].entries()) {
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (left === right ? 0 : 1)))
    }
    row = next
  }
  return row[b.length] ?? 0
}
