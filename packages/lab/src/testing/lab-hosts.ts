import { inject } from 'vitest'
import { type Fleet, startFleet } from '../fleet.ts'
import { connectHost, type LabHost } from '../host.ts'
import { importImages } from '../images.ts'
import type { LabData } from './fleet.ts'

const lab = inject('lab')

/** For `describe.skipIf(noLab)`: null, or the reason for which no engine can run on this machine. */
export const noLab: string | null = 'unsupported' in lab ? lab.unsupported : null

function shared(): LabData {
  if ('unsupported' in lab) throw new Error(lab.unsupported)
  return lab
}

/** The shared hosts `web-01`, `web-02` and `db-01`. Others use them too: name what you make after your file, and remove it. */
export function labHosts(): LabHost[] {
  return shared().hosts.map(connectHost)
}

/** One of the shared hosts. */
export function labHost(name: 'web-01' | 'web-02' | 'db-01'): LabHost {
  const host = labHosts().find((one) => one.name === name)
  if (!host) throw new Error(`the shared fleet has no host ${name}`)
  return host
}

let made = 0

/** A fleet of one's own, with the images, for tests that kill, hang or fill engines: `await using fleet = await ownFleet(['a'])`. */
export async function ownFleet(hosts: readonly string[], engineArgs: string[] = []): Promise<Fleet> {
  made += 1
  const fleet = await startFleet({ name: `own-${process.pid}-${made}`, hosts, engineArgs })
  try {
    await Promise.all(fleet.hosts.map(importImages))
  } catch (error) {
    await fleet.stop()
    throw error
  }
  return fleet
}
