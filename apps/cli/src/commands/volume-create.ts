import { randomUUID } from 'node:crypto'
import type { Client } from '../client.ts'
import { CommandError, type Invocation, pairs, textOption, textOptions, UsageError } from '../command.ts'
import { watchJob } from '../watch-job.ts'

async function hostIdsOf(api: Client, names: readonly string[]): Promise<string[]> {
  const hosts = await api.hosts.list.query({})
  return names.map((name) => {
    const host = hosts.find((candidate) => candidate.name === name)
    if (!host)
      throw new CommandError(`No host is named ${name}. Hosts: ${hosts.map((known) => known.name).join(', ') || 'none'}.`)
    return host.id
  })
}

export async function createVolume({ client, output, words, values }: Invocation): Promise<number> {
  const names = textOptions(values, 'host')
  if (names.length === 0) throw new UsageError('Say on which host: --host H.')
  const api = client()
  const { results } = await api.volumes.create.mutate({
    name: words[0] ?? '',
    driver: textOption(values, 'driver') ?? 'local',
    options: pairs(textOptions(values, 'opt'), '-o'),
    labels: pairs(textOptions(values, 'label'), '--label'),
    hostIds: await hostIdsOf(api, [...new Set(names)]),
    idempotencyKey: randomUUID(),
  })
  const outcomes = await Promise.all(
    results.map(async ({ host, jobId, error }) => {
      if (!jobId) return { host, ok: false, error: error ?? 'refused' }
      const job = await watchJob(api, jobId, output)
      return {
        host,
        ok: job.state === 'succeeded',
        error: job.state === 'succeeded' ? null : (job.message ?? job.state),
        message: job.message,
      }
    }),
  )
  if (output.json) output.data(outcomes.map(({ host, ok, error }) => ({ host, ok, error })))
  else
    for (const outcome of outcomes) output.line(`${outcome.host}: ${outcome.ok ? (outcome.message ?? 'created') : outcome.error}`)
  return outcomes.every((outcome) => outcome.ok) ? 0 : 1
}
