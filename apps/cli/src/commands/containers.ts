import type { ContainerRow } from '@stowage/domain/container'
import { type Command, textOption } from '../command.ts'
import { fetchRows, listOptions, noteRest } from '../fetch-rows.ts'
import { growth, size } from '../size-words.ts'
import { containerChanges } from './container-changes.ts'

/** The fields that programs get: documented, stable. */
function forPrograms(row: ContainerRow) {
  const { id: _row, ref: _ref, hostId: _hostId, hostState: _hostState, mounts, containerId, ...rest } = row
  return {
    id: containerId,
    ...rest,
    mounts: mounts.map(({ type, name, source, destination, rw, anonymous }) => ({
      type,
      name,
      source,
      destination,
      rw,
      anonymous,
    })),
  }
}

const volumeNames = (row: ContainerRow) => row.mounts.flatMap((mount) => (mount.type === 'volume' ? (mount.name ?? []) : []))

export const containers: Record<string, Command> = {
  'containers list': {
    usage: 'containers list [FILTER] [--sort -layer]',
    summary: 'containers in every state, with writable layer and volumes',
    options: listOptions,
    words: [0, 50],
    run: async ({ client, output, words, values }) => {
      const query = { q: words.join(' '), sort: textOption(values, 'sort') ?? null, removed: values.removed === true }
      const { rows, answer } = await fetchRows(client().containers, query)
      noteRest(output, answer)
      if (output.json) output.data(rows.map(forPrograms))
      else {
        output.table(
          rows,
          [
            { title: 'HOST', value: (row) => row.host },
            { title: 'NAME', value: (row) => row.name },
            { title: 'IMAGE', value: (row) => row.image },
            { title: 'STATE', value: (row) => row.state },
            { title: 'WRITABLE LAYER', value: (row) => size(row.layerBytes, row.layerPartial), right: true },
            { title: 'GROWTH', value: (row) => growth(row.growthBytesPerDay), right: true },
            { title: 'LOST IF RECREATED', value: (row) => size(row.lostBytes), right: true },
            { title: 'LOG', value: (row) => size(row.logBytes), right: true },
            { title: 'VOLUMES', value: (row) => volumeNames(row).join(', ') || '—' },
          ],
          query.q ? `No container matches ${query.q}.` : 'No containers.',
        )
      }
      return 0
    },
  },
  'containers changes': {
    usage: 'containers changes HOST/NAME',
    summary: 'what its writable layer added, changed and deleted against the image',
    words: [1, 1],
    run: containerChanges,
  },
}
