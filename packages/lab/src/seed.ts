import { setTimeout as pause } from 'node:timers/promises'
import type { Fleet } from './fleet.ts'
import type { LabHost } from './host.ts'
import { importImages } from './images.ts'
import { nobodyAddress } from './network.ts'
import {
  keepVolumesInMemory,
  plantAnonymous,
  plantGoneProject,
  plantManyFiles,
  plantOrphans,
  plantSparse,
  plantStopped,
  plantUnregistered,
} from './seed/left-behind.ts'
import { plantMedia } from './seed/media.ts'
import { plantBinds, plantDatabaseInLayer, plantDrift, plantHostile, plantOptioned, plantSameName } from './seed/odd.ts'
import { nothingPlanted, type Planted } from './seed/planted.ts'
import { type Planter, planterOf } from './seed/planter.ts'
import { plantShare } from './seed/share.ts'
import { plantShopDatabase, plantShopWeb, runReportJob } from './seed/shop.ts'

type Plant = (at: Planter) => Promise<void>

/** Everything a real fleet has, good and bad, on the hosts web-01, web-02 and db-01. `files`: how many the largest volume gets. */
export async function seedDemo(fleet: Fleet, { files = 100_000 } = {}): Promise<Planted> {
  const planted = nothingPlanted()
  const nobody = nobodyAddress(fleet.subnet)
  const sameEverywhere =
    (drifted: boolean): Plant =>
    (at) =>
      plantDrift(at, nobody, drifted)
  const plan: Record<string, Plant[]> = {
    'web-01': [plantShopWeb, plantSameName, plantBinds, plantHostile, sameEverywhere(false)],
    'web-02': [plantSameName, plantGoneProject, plantStopped, plantOrphans, plantUnregistered, plantMedia, sameEverywhere(false)],
    'db-01': [
      plantShopDatabase,
      plantDatabaseInLayer,
      plantAnonymous,
      plantSparse,
      (at) => plantOptioned(at, nobody),
      sameEverywhere(true),
    ],
  }
  if (files > 10_000) await keepVolumesInMemory(fleet.host('db-01'))
  await Promise.all(fleet.hosts.map(importImages))
  const many = plantManyFiles(planterOf(fleet.host('db-01'), planted), files)
  const sharing = plantShare(fleet, planted)
  const each = Object.entries(plan).map(async ([name, plants]) => {
    const at = planterOf(fleet.host(name), planted)
    for (const plant of plants) await plant(at)
  })
  const [share] = await Promise.all([sharing, many, ...each])
  return { ...planted, share }
}

/** One of each common case on one host, in about two seconds. */
export async function seedSmall(host: LabHost): Promise<Planted> {
  const planted = nothingPlanted()
  const at = planterOf(host, planted)
  await importImages(host)
  for (const plant of [plantShopDatabase, plantStopped, plantOrphans, plantGoneProject]) await plant(at)
  return planted
}

/** Runs the shop's job on web-01 again and again, until the signal: a volume that is mounted for seconds. */
export async function keepBusy(fleet: Fleet, signal: AbortSignal, { everyMs = 30_000, seconds = 3 } = {}): Promise<void> {
  const at = planterOf(fleet.host('web-01'), nothingPlanted())
  while (!signal.aborted) {
    await runReportJob(at, seconds)
    await pause(everyMs, undefined, { signal }).catch(() => {})
  }
}
