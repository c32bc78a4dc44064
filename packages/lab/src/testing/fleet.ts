import type { TestProject } from 'vitest/node'
import { type Fleet, startFleet } from '../fleet.ts'
import type { HostData } from '../host.ts'
import { importImages } from '../images.ts'
import { supported } from '../requirements.ts'

export type LabData = { fleet: string; gateway: string; hosts: HostData[] }

declare module 'vitest' {
  export interface ProvidedContext {
    /** The fleet all `*.lab.test.ts` files share, or why this machine cannot run one. */
    lab: LabData | { unsupported: string }
  }
}

/** Global setup of the vitest project `lab`: three hosts for the whole run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const able = supported()
  if (!able.ok) {
    console.warn(`lab tests are skipped: ${able.reason}`)
    project.provide('lab', { unsupported: able.reason })
    return async () => {}
  }
  const fleet = await startFleet({ name: `test-${process.pid}`, hosts: ['web-01', 'web-02', 'db-01'] })
  try {
    await Promise.all(fleet.hosts.map(importImages))
  } catch (error) {
    await fleet.stop()
    throw error
  }
  project.provide('lab', { fleet: fleet.name, gateway: fleet.gateway, hosts: fleet.hosts.map(plain) })
  return () => fleet.stop()
}

/** Only data passes to the workers: functions are left behind and made again by `labHosts`. */
function plain(host: Fleet['hosts'][number]): HostData {
  const { fleet, name, socket, address, gateway, netns, dataRoot, stateDir, holder, engineArgs } = host
  return { fleet, name, socket, address, gateway, netns, dataRoot, stateDir, holder, engineArgs }
}
