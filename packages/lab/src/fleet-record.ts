import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { fleetDir, fleetsRoot } from './lab-paths.ts'
import { ProcessRef } from './process-ref.ts'

/** Written before anything is made, so whoever comes after a crash knows what to take down. */
export const FleetRecord = z.strictObject({
  name: z.string(),
  owner: ProcessRef,
  subnet: z.number().int(),
  bridge: z.string(),
  dataDir: z.string(),
})
export type FleetRecord = z.infer<typeof FleetRecord>

export function writeFleetRecord(record: FleetRecord): void {
  const path = join(fleetDir(record.name), 'fleet.json')
  writeFileSync(`${path}.new`, JSON.stringify(record))
  renameSync(`${path}.new`, path)
}

/** Null when the fleet died before it was recorded: then it had made nothing yet. */
export function readFleetRecord(name: string): FleetRecord | null {
  try {
    return FleetRecord.parse(JSON.parse(readFileSync(join(fleetDir(name), 'fleet.json'), 'utf8')))
  } catch {
    return null
  }
}

export function fleetNames(): string[] {
  try {
    return readdirSync(fleetsRoot)
  } catch {
    return []
  }
}
