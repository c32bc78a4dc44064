import { randomUUID } from 'node:crypto'
import { createInterface } from 'node:readline/promises'
import type { VolumeDetail, VolumeRow } from '@stowage/domain/volume'
import type { Client } from '../client.ts'
import {
  type Command,
  CommandError,
  hostAndName,
  type Invocation,
  pairs,
  textOption,
  textOptions,
  UsageError,
} from '../command.ts'
import { fetchRows, listOptions } from '../fetch-rows.ts'
import { size, time } from '../output.ts'
import { exitCodeOf, outcomeLine, watchJob } from '../watch-job.ts'

type Programs<Row extends VolumeRow> = Omit<Row, 'hostId' | 'hostState' | 'pill' | 'openJobId'>

/** The fields that programs get: documented, stable. */
function forPrograms<Row extends VolumeRow>(row: Row): Programs<Row> {
  const { hostId: _hostId, hostState: _hostState, pill: _pill, openJobId: _job, ...rest } = row
  return {
    ...rest,
    usedBy: row.usedBy.map(({ container, state, path, rw, how }) => ({ container, state, path, rw, how })) as Row['usedBy'],
  }
}

async function list({ client, output, words, values }: Invocation): Promise<number> {
  const query = { q: words.join(' '), sort: textOption(values, 'sort') ?? null, removed: values.removed === true }
  const { rows, answer } = await fetchRows(client().volumes, query)
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
      { title: 'SIZE', value: (volume) => size(volume.sizeBytes), right: true },
      { title: 'USED BY', value: (volume) => [...new Set(volume.usedBy.map((use) => use.container))].join(', ') || '—' },
      { title: 'LAST MOUNT', value: (volume) => time(volume.lastMountedAt) },
    ],
    query.q ? `No volume matches ${query.q}.` : 'No volumes.',
  )
  if (answer.leftOut > 0) output.note(`${answer.leftOut} with an unknown value are not included.`)
  return 0
}

function printDetail(volume: VolumeDetail, { output }: Invocation) {
  const measured = volume.sizeMeasuredAt ? `, measured ${time(volume.sizeMeasuredAt)}` : ''
  output.line(
    `${volume.host}/${volume.name}  ${volume.removedAt ? `removed ${time(volume.removedAt)}` : volume.state}: ${volume.stateReason}`,
  )
  output.line(`driver ${volume.driver} · kind ${volume.kind} · scope ${volume.scope}`)
  output.line(
    `size ${size(volume.sizeBytes)}${volume.sizeBytes === null ? ` (${volume.sizeReason ?? 'no reason known'})` : measured}`,
  )
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
      { title: 'WHAT', value: (event) => event.text },
    ],
    'No history yet.',
  )
}

async function show(invocation: Invocation): Promise<number> {
  const volume = await invocation.client().volumes.get.query(hostAndName(invocation.words[0] ?? ''))
  if (invocation.output.json) invocation.output.data(forPrograms(volume))
  else printDetail(volume, invocation)
  return 0
}

async function hostIdsOf(api: Client, names: readonly string[]): Promise<string[]> {
  const hosts = await api.hosts.list.query({})
  return names.map((name) => {
    const host = hosts.find((candidate) => candidate.name === name)
    if (!host)
      throw new CommandError(`No host is named ${name}. Hosts: ${hosts.map((known) => known.name).join(', ') || 'none'}.`)
    return host.id
  })
}

async function create({ client, output, words, values }: Invocation): Promise<number> {
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

async function typed(name: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return (await terminal.question(`Type ${name} to destroy it: `)).trim()
  } finally {
    terminal.close()
  }
}

async function remove({ client, output, words, values }: Invocation): Promise<number> {
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

export const volumes: Record<string, Command> = {
  'volumes list': {
    usage: 'volumes list [FILTER] [--sort -size]',
    summary: 'volumes of every host, with state, size and users',
    options: listOptions,
    words: [0, 50],
    run: list,
  },
  'volumes show': { usage: 'volumes show HOST/NAME', summary: 'one volume with its timeline', words: [1, 1], run: show },
  'volumes create': {
    usage: 'volumes create NAME --host H [--host H2] [--driver D] [-o k=v]… [--label k=v]…',
    summary: 'create it on one or more hosts; the answer says how each went',
    options: {
      host: { type: 'string', multiple: true },
      driver: { type: 'string' },
      opt: { type: 'string', short: 'o', multiple: true },
      label: { type: 'string', multiple: true },
    },
    words: [1, 1],
    run: create,
  },
  'volumes remove': {
    usage: 'volumes remove HOST/NAME --no-archive [--yes]',
    summary: 'remove it for good; refused while any container refers to it',
    options: { 'no-archive': { type: 'boolean', default: false }, yes: { type: 'boolean', default: false } },
    words: [1, 1],
    run: remove,
  },
}
