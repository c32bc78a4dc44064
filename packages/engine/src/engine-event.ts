import { createHash } from 'node:crypto'
import { caps } from '@stowage/domain/facts'
import { z } from 'zod'
import { capText } from './cap-text.ts'

const volumeActions = ['create', 'mount', 'unmount', 'destroy'] as const
const containerActions = ['create', 'start', 'die', 'destroy', 'rename', 'update', 'pause', 'unpause'] as const

/** What to ask the engine for. Others never cross the wire: `exec_create` events hold whole command lines. */
export const eventFilters = {
  type: ['volume', 'container'],
  event: [...new Set<string>([...volumeActions, ...containerActions])],
}

type Common = {
  /** ISO 8601, in the engine's clock. */
  at: string
  /** Same for every delivery of this event, unique among events of an engine. */
  key: string
  /** Place in the engine's stream, for `since`. */
  cursor: string
}
/**
 * `create` also comes for a volume that existed: 20.10 sends it for every volume that a new container names. `containerId` is set
 * for mount and unmount.
 */
export type VolumeEvent = Common & {
  kind: 'volume'
  action: (typeof volumeActions)[number]
  name: string
  driver: string | null
  containerId: string | null
  destination: string | null
  rw: boolean | null
}
export type ContainerEvent = Common & {
  kind: 'container'
  action: (typeof containerActions)[number]
  id: string
  name: string
  image: string
  project: string | null
  /** Labelled as a helper of Stowage: its mounts are no use of a volume (E3). */
  isHelper: boolean
}
/** A hint to look again, never the truth (E1). */
export type EngineEvent = VolumeEvent | ContainerEvent

const Message = z.object({
  Type: z.string(),
  Action: z.string(),
  Actor: z.object({ ID: z.string(), Attributes: z.record(z.string(), z.string()).nullish() }),
})

/** JSON.parse would round nanoseconds; the field is the last of the object, after all that others may have written. */
const nanoseconds = (line: string): string | null => [...line.matchAll(/"timeNano":(\d{10,19})/g)].at(-1)?.[1] ?? null

function parsed(line: string): z.infer<typeof Message> | null {
  try {
    return Message.safeParse(JSON.parse(line)).data ?? null
  } catch {
    return null
  }
}

/** One line of the stream as an event, or null for what is of no interest. Pure. */
export function engineEvent(line: string): EngineEvent | null {
  const message = parsed(line)
  const nanos = nanoseconds(line)
  if (!message || !nanos) return null
  const { Type, Action, Actor } = message
  const attributes = Actor.Attributes ?? {}
  const attribute = (name: string, max: number) => (attributes[name] ? capText(attributes[name], max) : null)
  const identity = JSON.stringify([nanos, Type, Action, Actor.ID, attributes.container ?? '', attributes.destination ?? ''])
  const common: Common = {
    at: new Date(Number(nanos.slice(0, -6))).toISOString(),
    key: `${nanos}-${createHash('sha256').update(identity).digest('base64url').slice(0, 16)}`,
    cursor: `${nanos.slice(0, -9)}.${nanos.slice(-9)}`,
  }
  if (Type === 'volume') {
    const action = volumeActions.find((known) => known === Action)
    if (!action) return null
    const rw = attributes['read/write']
    return {
      ...common,
      kind: 'volume',
      action,
      name: capText(Actor.ID, caps.name),
      driver: attribute('driver', 256),
      // plain lookups by the API put something else here, or nothing
      containerId: /^[0-9a-f]{64}$/.test(attributes.container ?? '') ? (attributes.container ?? null) : null,
      destination: attribute('destination', caps.path),
      rw: rw === undefined ? null : rw === 'true',
    }
  }
  const action = containerActions.find((known) => known === Action)
  if (Type !== 'container' || !action) return null
  return {
    ...common,
    kind: 'container',
    action,
    id: capText(Actor.ID, 64),
    name: attribute('name', caps.name) ?? '',
    image: attribute('image', 1024) ?? '',
    project: attribute('com.docker.compose.project', caps.name),
    isHelper: attributes['stowage.helper'] !== undefined,
  }
}
