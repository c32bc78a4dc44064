import type { VolumeFact } from '@stowage/domain/facts'
import type { Engine } from '@stowage/engine/connect'
import { sizeReasons } from '@stowage/engine/volume-sizes'
import { type Readers, type ReadingAnswer, type ReadingContext, ReadingFailure } from './reading.ts'
import type { VolumeSizes } from './volume-sizes.ts'
import { type Around, wayOf } from './way.ts'

/** A person waits so long for the engine's own measurement; it may take minutes, and its figure then comes by itself. */
const patienceMs = 60_000

/** Looks at one volume for a person who waits. */
export function volumeReaders(sizes: VolumeSizes, engine: () => Engine | null): Pick<Readers, 'volume.size' | 'volume.contents'> {
  const bySubject = (name: string): VolumeFact => {
    const volume = sizes.volume(name)
    if (!volume) throw new ReadingFailure('This host has no such volume any more.')
    return volume
  }

  const byEngine = async (volume: VolumeFact, around: Around, { askedMs }: ReadingContext): Promise<void> => {
    const running = engine()
    if (!running) throw new ReadingFailure('The Docker engine does not answer.')
    const answer = await sizes.engineSizes.now(running, sizes.ofEngine(around), askedMs, patienceMs)
    if (!answer) throw new ReadingFailure('The engine is still measuring. The size will come when it has finished.')
    const fact = answer.items.find(({ name }) => name === volume.name)
    if (!fact) throw new ReadingFailure(answer.error ?? 'The engine did not measure this volume. Ask again.')
    sizes.memory.keep(volume, fact, answer.tookMs, answer.runsOf(volume.name))
  }

  const read = async (name: string, context: ReadingContext, withTree: boolean): Promise<ReadingAnswer> => {
    const volume = bySubject(name)
    const around = await sizes.around(context.signal)
    const way = wayOf(volume, around)
    if (withTree && way.how !== 'walk')
      throw new ReadingFailure(
        way.how === 'engine'
          ? 'The files of volumes cannot be read on this host: the agent does not see the directory in which Docker keeps them.'
          : 'Only volumes whose files are on this host, under the directory of the Docker engine, can be looked into.',
      )
    if (way.how === 'engine') await byEngine(volume, around, context)
    const found = way.how === 'engine' ? null : await sizes.measure(volume, way, sizes.writers()(name), { ...context, withTree })
    sizes.tell()
    const fact = sizes.memory.get(name)
    if (fact && (fact.bytes !== null || fact.atMostBytes !== null))
      return { bytes: fact.bytes, files: fact.files, tree: found?.tree ?? null }
    throw new ReadingFailure(`The size of this volume is unknown: ${fact?.reason ?? sizeReasons.notYet}.`)
  }

  return {
    'volume.size': (name, context) => read(name, context, false),
    'volume.contents': (name, context) => read(name, context, true),
  }
}
