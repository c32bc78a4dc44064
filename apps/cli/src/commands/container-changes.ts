import type { Tree } from '@stowage/domain/reading'
import { visibleText } from '@stowage/domain/visible-text'
import { CommandError, hostAndName, type Invocation } from '../command.ts'
import type { Output } from '../output.ts'
import { readAndWatch } from '../read-and-watch.ts'
import { size } from '../size-words.ts'

export async function containerChanges({ client, output, words }: Invocation): Promise<number> {
  const api = client()
  const { id, host, name } = await api.containers.get.query(hostAndName(words[0] ?? ''))
  await readAndWatch(api, () => api.containers.readChanges.mutate({ id }), output)
  const reading = await api.containers.changes.query({ id })
  if (!reading?.tree) throw new CommandError(`${host}/${name}: the changes could not be read. Try again.`)
  print(reading.tree, output)
  return 0
}

function print(tree: Tree, output: Output) {
  const changes = tree.entries.flatMap(({ path, change, bytes, class: purpose }) =>
    change === null ? [] : [{ path, kind: change, bytes: change === 'deleted' ? null : bytes, class: purpose }],
  )
  if (output.json) output.data(changes)
  else
    output.table(
      changes,
      [
        { title: 'KIND', value: (row) => row.kind },
        { title: 'BYTES', value: (row) => (row.kind === 'deleted' ? '—' : size(row.bytes, tree.partial)), right: true },
        { title: 'FOR', value: (row) => row.class ?? '—' },
        { title: 'PATH', value: (row) => row.path },
      ],
      'No changes against the image.',
    )
  const missing = tree.total - tree.entries.length
  if (missing > 0) output.note(`The ${tree.entries.length} largest of ${tree.total} paths; ${missing} are not listed.`)
  if (tree.partial) output.note('The time ran out while counting: sizes are at least what is shown.')
  if (tree.reason !== null) output.note(visibleText(tree.reason))
}
