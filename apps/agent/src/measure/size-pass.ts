import type { VolumeFact } from '@stowage/domain/facts'
import type { Engine } from '@stowage/engine/connect'
import { pause } from '../pause.ts'
import type { Turns } from './turns.ts'
import type { VolumeSizes } from './volume-sizes.ts'
import { type Around, wayOf } from './way.ts'

/** Work of one pass; what is left is done in the next one. */
const budgetMs = 300_000
const tellMs = 2000
const saveMs = 30_000
const smallAtOnce = 32
/** Passes come about as often as one volume may be looked at; a little early is in time. */
const inTime = 0.8

/**
 * Looks at every volume that could have changed, those never seen first, one at a time, resting after each as long as it took. What is
 * interrupted is still due in the next pass.
 * @returns how long it rested, in milliseconds
 */
export async function sizePass(sizes: VolumeSizes, engine: Engine, turns: Turns, signal: AbortSignal): Promise<number> {
  const { memory, clock } = sizes
  const volumes = sizes.volumes()
  memory.keepOnly(volumes)
  // noted before the looks: whoever begins to write during one has written after it
  const runsOf = sizes.writers()
  const isDue = (volume: VolumeFact) => memory.isDue(volume, runsOf(volume.name), sizes.leastMs * inTime)
  const due = volumes.filter(isDue).sort((a, b) => Number(memory.has(a.name)) - Number(memory.has(b.name)))
  let restedMs = 0
  if (due.length > 0) await lookAt(due, await sizes.around(signal))
  sizes.tell()
  await memory.save()
  return restedMs

  async function lookAt(wanted: readonly VolumeFact[], around: Around): Promise<void> {
    const ofEngine = sizes.ofEngine(around)
    if (ofEngine.some((volume) => wanted.includes(volume))) sizes.engineSizes.ask(engine, ofEngine)
    let workedMs = 0
    let toldMs = clock.elapsedMs()
    let savedMs = toldMs
    /** One piece of work in its turn, and the rest after it. */
    const inTurn = async (work: (giveWay: AbortSignal) => Promise<void>): Promise<void> => {
      if (signal.aborted || workedMs > budgetMs) return
      const tookMs = await turns.background(async (giveWay) => {
        const beganMs = clock.elapsedMs()
        if (!signal.aborted) await work(giveWay)
        return clock.elapsedMs() - beganMs
      })
      workedMs += tookMs
      if (clock.elapsedMs() - toldMs > tellMs) {
        sizes.tell()
        toldMs = clock.elapsedMs()
      }
      if (clock.elapsedMs() - savedMs > saveMs) {
        await memory.save()
        savedMs = clock.elapsedMs()
      }
      const restBegan = clock.elapsedMs()
      await pause(tookMs, signal)
      restedMs += clock.elapsedMs() - restBegan
    }

    const { through } = around
    const small = wanted.filter((volume) => wayOf(volume, around).how === 'walk' && sizes.isSmall(volume))
    for (let at = 0; through && at < small.length; at += smallAtOnce) {
      const some = small.slice(at, at + smallAtOnce)
      await inTurn((giveWay) => sizes.measureSmall(some, through, runsOf, giveWay))
    }
    const others = wanted.filter((volume) => isDue(volume) && !ofEngine.includes(volume))
    for (const volume of others) {
      await inTurn(async (giveWay) => {
        if (!(await lookAtOne(volume, around, giveWay))) others.push(volume)
      })
    }
  }

  /** @returns false when it had to give way */
  async function lookAtOne(volume: VolumeFact, around: Around, giveWay: AbortSignal): Promise<boolean> {
    const way = wayOf(volume, around)
    // somebody's reading may have measured it meanwhile
    if (way.how === 'engine' || !isDue(volume)) return true
    return (await sizes.measure(volume, way, runsOf(volume.name), { signal: giveWay })) !== null
  }
}
