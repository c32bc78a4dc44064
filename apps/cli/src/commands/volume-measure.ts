import { CommandError, hostAndName, type Invocation } from '../command.ts'
import { readAndWatch } from '../read-and-watch.ts'
import { sizeLines } from './volume-show.ts'

export async function measureVolume({ client, output, words }: Invocation): Promise<number> {
  const api = client()
  const which = hostAndName(words[0] ?? '')
  const { id } = await api.volumes.get.query(which)
  const ask = async () => {
    const [reading] = (await api.volumes.measure.mutate({ ids: [id] })).readings
    if (!reading) throw new CommandError('The server asked for nothing. Try again.')
    return reading
  }
  await readAndWatch(api, ask, output)
  const volume = await api.volumes.get.query({ id })
  const { host, name, sizeBytes, sizePartial, sizeReason, sizeMeasuredAt, files, newestWriteAt } = volume
  if (sizeBytes === null) throw new CommandError(`${host}/${name}: size unknown: ${sizeReason ?? 'no reason known'}`)
  if (output.json) output.data({ host, name, sizeBytes, sizePartial, sizeMeasuredAt, files, newestWriteAt })
  else for (const line of sizeLines(volume)) output.line(line)
  return 0
}
