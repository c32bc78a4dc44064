import { existsSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fleetNames, readFleetRecord } from './fleet-record.ts'
import { fleetProcesses } from './host-processes.ts'
import { cgroupOf, coveredRecord, dataRoot, fleetDir, fleetsRoot, labRoot } from './lab-paths.ts'
import { dropNetwork } from './network.ts'
import { poll } from './poll.ts'
import { isAlive } from './process-ref.ts'

const cgroupRoot = '/sys/fs/cgroup'

/** Every hierarchy of control groups v1, or the one of v2, in which the group exists. */
function cgroupDirs(group: string): string[] {
  return ['', ...readdirSync(cgroupRoot)].map((hierarchy) => join(cgroupRoot, hierarchy, group)).filter((dir) => existsSync(dir))
}

function subgroups(dir: string): string[] {
  const below = readdirSync(dir, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return [...below.flatMap((entry) => subgroups(join(dir, entry.name))), dir]
}

/** A paused container does not die in a frozen group of v1 until that is thawed. */
function thaw(group: string): void {
  for (const dir of cgroupDirs(group).flatMap(subgroups)) {
    const state = join(dir, 'freezer.state')
    if (existsSync(state)) writeFileSync(state, 'THAWED')
  }
}

function tryTo(step: () => void): boolean {
  try {
    step()
    return true
  } catch {
    return false
  }
}

function removeCgroups(group: string): boolean {
  return tryTo(() => {
    for (const dir of cgroupDirs(group).flatMap(subgroups)) rmdirSync(dir)
  })
}

/** Ends every process of a fleet and removes all it made. Mounts and namespaces go with their last process. Safe to repeat. */
export async function cleanFleet(name: string): Promise<void> {
  await poll(`the processes of fleet ${name} to end`, () => {
    const pids = fleetProcesses(name)
    tryTo(() => thaw(cgroupOf(name)))
    for (const pid of pids) tryTo(() => process.kill(pid, 'SIGKILL'))
    return pids.length === 0 || null
  })
  await poll(`the control groups of fleet ${name} to empty`, () => removeCgroups(cgroupOf(name)) || null)
  const record = readFleetRecord(name)
  if (record) {
    await dropNetwork(record.bridge)
    await removeTree(record.dataDir)
  }
  await removeTree(fleetDir(name))
}

/** A mount below would be emptied with the rest: the lab mounts nothing outside its hosts, so a mount here is somebody else's. */
async function removeTree(dir: string): Promise<void> {
  const mounts = readFileSync('/proc/self/mountinfo', 'utf8').split('\n')
  const below = mounts.map((line) => line.split(' ')[4] ?? '').find((path) => path === dir || path.startsWith(`${dir}/`))
  if (below !== undefined) throw new Error(`${below} is a mount of this machine: unmount it, then ${dir} can be removed`)
  await rm(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
}

/** After the last fleet. A covered directory is only ever removed empty, and only when the lab had made it. Call under the lock. */
export function removeTraces(): void {
  if (fleetNames().length > 0) return
  for (const dir of cgroupDirs('/stowage-lab')) tryTo(() => rmdirSync(dir))
  const covered: unknown = existsSync(coveredRecord) ? JSON.parse(readFileSync(coveredRecord, 'utf8')) : []
  for (const dir of Array.isArray(covered) ? covered : []) tryTo(() => rmdirSync(String(dir)))
  rmSync(coveredRecord, { force: true })
  for (const dir of [fleetsRoot, labRoot, dataRoot]) tryTo(() => rmdirSync(dir))
}

/** Takes down what killed processes left. A fleet whose owner lives is never touched. Call under the lock of the lab. */
export async function cleanDeadFleets(): Promise<string[]> {
  const dead = fleetNames().filter((name) => {
    const record = readFleetRecord(name)
    return record === null || !isAlive(record.owner)
  })
  for (const name of dead) await cleanFleet(name)
  removeTraces()
  return dead
}
