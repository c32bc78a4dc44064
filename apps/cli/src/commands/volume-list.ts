import { type Invocation, textOption } from '../command.ts'
import { fetchRows, noteRest } from '../fetch-rows.ts'
import { time } from '../output.ts'
import { growth, size } from '../size-words.ts'
import { forPrograms } from './volume-fields.ts'

export async function listVolumes({ client, output, words, values }: Invocation): Promise<number> {
  const query = { q: words.join(' '), sort: textOption(values, 'sort') ?? null, removed: values.removed === true }
  const { rows, answer } = await fetchRows(client().volumes, query)
  noteRest(output, answer)
  if (output.json) {
    output.data(rows.map(forPrograms))
    return 0
  }
  output.table(
    rows,
    [
      { title: 'HOST', value: (volume) => volume.host },
      { title: 'NAME', value: (volume) => volume.name },
      { title: 'KIND', value: (volume) => volume.kind },
      { title: 'STATE', value: (volume) => (volume.removedAt ? 'removed' : volume.state) },
      { title: 'SIZE', value: (volume) => size(volume.sizeBytes, volume.sizePartial), right: true },
      { title: 'GROWTH', value: (volume) => growth(volume.growthBytesPerDay), right: true },
      { title: 'USED BY', value: (volume) => [...new Set(volume.usedBy.map((use) => use.container))].join(', ') || '—' },
      { title: 'LAST MOUNT', value: (volume) => time(volume.lastMountedAt) },
    ],
    query.q ? `No volume matches ${query.q}.` : 'No volumes.',
  )
  return 0
}
