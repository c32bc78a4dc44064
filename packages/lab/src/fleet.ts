import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cleanDeadFleets, cleanFleet, removeTraces } from './clean.ts'
import { fleetNames, writeFleetRecord } from './fleet-record.ts'
import { type LabHost, startHost } from './host.ts'
import { withLabLock } from './lab-lock.ts'
import { coveredDirs, coveredRecord, dataRoot, fleetDir } from './lab-paths.ts'
import { bridgeAddress, bridgeName, freeSubnet, makeBridge } from './network.ts'
import { processRef } from './process-ref.ts'
import { watchOwner } from './reaper.ts'
import { supported } from './requirements.ts'
import { runCommand } from './run-command.ts'

export type FleetOptions = {
  /** Lower case, digits and dashes. Several fleets run side by side under different names. */
  name: string
  hosts: readonly string[]
  /** Where the data roots go; gone after `stop`. Must be a real file system, not an overlay. */
  dir?: string
  /** Further flags of every dockerd. */
  engineArgs?: string[]
}

export type Fleet = {
  name: string
  hosts: LabHost[]
  /** The machine's address on the fleet's bridge: where agents find a server. */
  gateway: string
  /** N of its network 10.77.N.0/24. */
  subnet: number
  dataDir: string
  /** Pid of the process that cleans up should this one be killed. */
  watcher: number | undefined
  host(name: string): LabHost
  stop(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

const validName = /^[a-z0-9][a-z0-9-]{0,39}$/

/** A directory a host covers with its own must exist on the machine; what the lab makes for that, it takes away again. */
function makeCoveredDirs(): void {
  const missing = coveredDirs.filter((dir) => !existsSync(dir))
  if (missing.length === 0) return
  if (!existsSync(coveredRecord)) writeFileSync(coveredRecord, JSON.stringify(missing))
  for (const dir of missing) mkdirSync(dir, { recursive: true })
}

/** Where the kernel has no packet filter for a namespace, dockerd would not start with a bridge: containers then have no network. */
async function networkArgs(): Promise<string[]> {
  const works = await runCommand('unshare', ['--net', '--', 'iptables', '-t', 'nat', '-S']).then(
    () => true,
    () => false,
  )
  return works ? [] : ['--bridge=none', '--iptables=false']
}

async function claim(name: string, dir: string): Promise<{ subnet: number; dataDir: string }> {
  return withLabLock(async () => {
    await cleanDeadFleets()
    if (fleetNames().includes(name)) throw new Error(`a fleet named ${name} is running`)
    mkdirSync(fleetDir(name), { recursive: true })
    const subnet = freeSubnet()
    const dataDir = join(dir, name)
    writeFleetRecord({ name, owner: processRef(process.pid), subnet, bridge: bridgeName(subnet), dataDir })
    makeCoveredDirs()
    mkdirSync(dataDir, { recursive: true })
    await makeBridge(subnet)
    return { subnet, dataDir }
  })
}

/** Starts real engines, one for each host, in parallel. First it removes what killed owners of earlier fleets left. */
export async function startFleet({ name, hosts, dir = dataRoot, engineArgs = [] }: FleetOptions): Promise<Fleet> {
  const able = supported()
  if (!able.ok) throw new Error(able.reason)
  for (const given of [name, ...hosts]) if (!validName.test(given)) throw new Error(`not a name for a fleet or host: ${given}`)
  const { subnet, dataDir } = await claim(name, dir)
  const reaper = watchOwner()
  const stop = async () => {
    await cleanFleet(name)
    await withLabLock(async () => removeTraces())
    await reaper.dismiss()
  }
  const gateway = bridgeAddress(subnet)
  // Another image store, say, for a whole run of the tests.
  const asked = (process.env.STOWAGE_LAB_ENGINE_ARGS ?? '').split(' ').filter(Boolean)
  const place = { fleet: name, dataDir, subnet, gateway, engineArgs: [...(await networkArgs()), ...engineArgs, ...asked] }
  const started = await Promise.allSettled(hosts.map((host, index) => startHost(host, { ...place, index })))
  const failed = started.find((result) => result.status === 'rejected')
  if (failed) {
    await stop()
    throw failed.reason
  }
  const ready = started.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  const host = (wanted: string) => {
    const found = ready.find((one) => one.name === wanted)
    if (!found) throw new Error(`fleet ${name} has no host ${wanted}`)
    return found
  }
  return { name, hosts: ready, gateway, subnet, dataDir, watcher: reaper.pid, host, stop, [Symbol.asyncDispose]: stop }
}
