import { randomUUID } from 'node:crypto'
import { createInterface } from 'node:readline/promises'
import { CommandError, hostAndName, type Invocation } from '../command.ts'
import { exitCodeOf, outcomeLine, watchJob } from '../watch-job.ts'

async function typed(name: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return (await terminal.question(`Type ${name} to destroy it: `)).trim()
  } finally {
    terminal.close()
  }
}

export async function removeVolume({ client, output, words, values }: Invocation): Promise<number> {
  const word = words[0] ?? ''
  if (values['no-archive'] !== true) {
    throw new CommandError(
      `This version keeps no archives, so a removal is final. To remove it all the same: stowage volumes remove ${word} --no-archive`,
    )
  }
  const api = client()
  const volume = await api.volumes.get.query(hostAndName(word))
  const preview = await api.volumes.previewRemove.query({ id: volume.id })
  const veto = preview.vetoes[0]
  if (veto) throw new CommandError(`Can't remove ${volume.name}: ${preview.vetoes.map(({ text }) => text).join(' ')}`)
  const asked = volume.anonymous ? volume.name.slice(0, 12) : volume.name
  if (process.stdin.isTTY && values.yes !== true && !output.json) {
    for (const consequence of preview.consequences) output.note(consequence)
    if ((await typed(asked)) !== asked) throw new CommandError('Not the name. Nothing was changed.')
  }
  const { jobId } = await api.volumes.remove.mutate({
    id: volume.id,
    confirm: asked,
    understood: true,
    seen: preview.seen,
    idempotencyKey: randomUUID(),
  })
  const job = await watchJob(api, jobId, output)
  const ok = job.state === 'succeeded'
  if (output.json)
    output.data({ host: volume.host, name: volume.name, ok, state: job.state, error: ok ? null : job.message, archiveId: null })
  else output.line(outcomeLine(job))
  return exitCodeOf(job)
}
