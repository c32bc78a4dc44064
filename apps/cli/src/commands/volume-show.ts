import type { VolumeDetail } from '@stowage/domain/volume'
import { hostAndName, type Invocation } from '../command.ts'
import { type Output, time } from '../output.ts'
import { growth, size } from '../size-words.ts'
import { forPrograms } from './volume-fields.ts'

export async function showVolume({ client, output, words }: Invocation): Promise<number> {
  const volume = await client().volumes.get.query(hostAndName(words[0] ?? ''))
  if (output.json) output.data(forPrograms(volume))
  else print(volume, output)
  return 0
}

function print(volume: VolumeDetail, output: Output) {
  output.line(
    `${volume.host}/${volume.name}  ${volume.removedAt ? `removed ${time(volume.removedAt)}` : volume.state}: ${volume.stateReason}`,
  )
  output.line(`driver ${volume.driver} · kind ${volume.kind} · scope ${volume.scope}`)
  for (const line of sizeLines(volume)) output.line(line)
  output.line(`mountpoint ${volume.mountpoint || '—'}`)
  for (const [key, value] of Object.entries(volume.options)) output.line(`option ${key}=${value}`)
  for (const [key, value] of Object.entries(volume.labels)) output.line(`label ${key}=${value}`)
  for (const use of volume.usedBy)
    output.line(`used by ${use.container} (${use.state}) at ${use.path}, ${use.rw ? 'read-write' : 'read-only'}`)
  output.line('')
  output.table(
    volume.timeline,
    [
      { title: 'AT', value: (event) => time(event.at) },
      { title: 'WHAT', value: eventText },
    ],
    'No history yet.',
  )
}

/** A time in which something could have gone unseen has an end. */
const eventText = ({ kind, text, until }: VolumeDetail['timeline'][number]): string =>
  kind === 'blind' && until ? `${text} Until ${time(until)}.` : text

/** What is known of the size, and the reason for what is not. */
export function sizeLines(volume: VolumeDetail): string[] {
  const { sizeBytes: bytes, sizeApparentBytes: apparent, sizeAtMostBytes: atMost } = volume
  if (bytes === null) {
    const bound = atMost === null ? '' : `; the whole file system behind it holds ${size(atMost)}`
    return [`size unknown: ${volume.sizeReason ?? 'no reason known'}${bound}`]
  }
  const measured = volume.sizeMeasuredAt ? `, measured ${time(volume.sizeMeasuredAt)}` : ''
  const basis = volume.sizeBasis ? ` ${volume.sizeBasis}` : ''
  const other = volume.sizeBasis === 'allocated' && apparent !== null && apparent !== bytes ? `, ${size(apparent)} apparent` : ''
  const files = volume.files === null ? [] : [`${volume.files} files`]
  const written = volume.newestWriteAt ? [`newest write ${time(volume.newestWriteAt)}`] : []
  return [
    `size ${size(bytes, volume.sizePartial)}${basis}${other}${measured}`,
    [...files, ...written, `growth ${growth(volume.growthBytesPerDay)}`].join(' · '),
  ]
}
