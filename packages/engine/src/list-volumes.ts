import type { VolumeFact } from '@stowage/domain/facts'
import { caps } from '@stowage/domain/facts'
import { capText } from './cap-text.ts'
import type { EngineCall } from './engine-call.ts'
import { EngineError } from './engine-error.ts'
import { parseReply } from './parse-reply.ts'
import { redactText } from './redact-text.ts'
import { VolumeListReply } from './replies.ts'
import { volumeFact } from './volume-fact.ts'

/** `error` says what is missing or failed, in words; `items` are never to be read as complete unless `status` is `ok`. */
export type Listing<T> = { status: 'ok' | 'partial' | 'error'; items: T[]; error: string | null }

const listBytesMax = 64 * 1024 * 1024

/**
 * The drivers that did not answer. The engine itself puts `list <driver>: ` before a driver's text; what follows is the plugin's and
 * decides nothing (H9). A warning that names no driver puts every driver but `local` in doubt.
 */
function silentDrivers(warnings: readonly string[], drivers: ReadonlySet<string>): Set<string> {
  const silent = new Set<string>()
  for (const warning of warnings) {
    const named = [...drivers].filter((driver) => warning.startsWith(`list ${driver}: `))
    for (const driver of named.length > 0 ? named : drivers) {
      if (named.length > 0 || driver !== 'local') silent.add(driver)
    }
  }
  return silent
}

/** One by one, because each begins with a driver's name, which may look like the key of a secret. */
const warningText = (warnings: readonly string[]) =>
  capText(
    `Not complete: ${warnings
      .slice(0, 20)
      .map((warning) => redactText(warning))
      .join(' · ')}`,
    caps.error,
  )

/** Marks the volumes of drivers that did not answer (A20); the others are judged normally. Pure. */
export function volumeListing(reply: unknown): Listing<VolumeFact> {
  const { Volumes, Warnings } = parseReply(VolumeListReply, reply, 'list of volumes')
  const warnings = Warnings ?? []
  const facts = (Volumes ?? []).map(volumeFact)
  const silent = silentDrivers(warnings, new Set(facts.map((fact) => fact.driver)))
  const items = facts
    .map((fact) =>
      silent.has(fact.driver)
        ? { ...fact, problem: fact.problem ?? `Its driver ${fact.driver} did not answer, so this is the engine's memory of it.` }
        : fact,
    )
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  if (warnings.length > 0) return { status: 'partial', items, error: warningText(warnings) }
  // a complete empty list is [], null is what a cancelled walk leaves (V6)
  if (!Volumes) return { status: 'partial', items, error: 'The engine sent no list of volumes.' }
  return { status: 'ok', items, error: null }
}

/** All volumes of the engine. Never throws for an engine's failure: it is the listing's `error`. */
export async function listVolumes(call: EngineCall): Promise<Listing<VolumeFact>> {
  try {
    return volumeListing(await call({ method: 'GET', path: '/volumes', deadline: 'volumes', bytesMax: listBytesMax }))
  } catch (error) {
    if (error instanceof EngineError) return { status: 'error', items: [], error: error.message }
    throw error
  }
}
