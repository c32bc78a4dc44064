import type { Fleet } from '@stowage/lab/fleet'
import { importImages } from '@stowage/lab/images'
import { plantAnonymous, plantGoneProject, plantOrphans, plantStopped } from '@stowage/lab/seed/left-behind'
import { plantHostile, plantOptioned, plantSameName } from '@stowage/lab/seed/odd'
import { nothingPlanted, type Planted } from '@stowage/lab/seed/planted'
import { planterOf } from '@stowage/lab/seed/planter'
import { plantShopDatabase, plantShopWeb } from '@stowage/lab/seed/shop'

/** An address on the fleet's bridge that no host has. */
const nobody = ({ subnet }: Fleet) => `10.77.${subnet}.250`

/** The parts of the demo fleet that the journeys need, in a few seconds. */
export async function seedJourneys(fleet: Fleet): Promise<Planted> {
  const planted = nothingPlanted()
  const plan = {
    'web-01': [plantOrphans, plantSameName, plantHostile, plantShopWeb],
    'web-02': [plantSameName, plantGoneProject, plantStopped, plantAnonymous],
    'db-01': [plantShopDatabase, (at: ReturnType<typeof planterOf>) => plantOptioned(at, nobody(fleet))],
  }
  await Promise.all(
    Object.entries(plan).map(async ([name, plants]) => {
      const host = fleet.host(name)
      await importImages(host)
      const at = planterOf(host, planted)
      for (const plant of plants) await plant(at)
    }),
  )
  return planted
}
