import { type Command, CommandError, textOption } from '../command.ts'
import { time } from '../output.ts'
import { size } from '../size-words.ts'

export const hosts: Record<string, Command> = {
  'hosts list': {
    usage: 'hosts list',
    summary: 'every host: link, engine, agent, volumes, disk',
    words: [0, 0],
    run: async ({ client, output }) => {
      const rows = await client().hosts.list.query({})
      if (output.json) output.data(rows)
      else {
        output.table(
          rows,
          [
            { title: 'NAME', value: (host) => host.name },
            { title: 'STATE', value: (host) => host.state },
            { title: 'MODE', value: (host) => (host.mode === 'manage' ? 'manage' : 'observe') },
            { title: 'ENGINE', value: (host) => host.engineVersion ?? 'unknown' },
            { title: 'VOLUMES', value: (host) => String(host.volumes), right: true },
            { title: 'CONTAINERS', value: (host) => String(host.containers), right: true },
            { title: 'DISK USED', value: (host) => size(host.diskUsedBytes), right: true },
            { title: 'DISK', value: (host) => size(host.diskBytes), right: true },
            { title: 'DISK FULL', value: (host) => host.forecasts.find((one) => one.dimension === 'bytes')?.text ?? 'unknown' },
            { title: 'LAST SEEN', value: (host) => time(host.lastSeenAt) },
          ],
          'No hosts yet. Add one with: stowage hosts enrol',
        )
      }
      return 0
    },
  },
  'hosts enrol': {
    usage: 'hosts enrol [--name N]',
    summary: 'the one command to paste on a machine with Docker',
    options: { name: { type: 'string' } },
    words: [0, 0],
    run: async ({ client, output, values }) => {
      const enrolment = await client().hosts.enrol.mutate({ name: textOption(values, 'name') })
      if (output.json) output.data(enrolment)
      else {
        output.note(`Run this on the host. It works once, until ${time(enrolment.expiresAt)}:\n`)
        process.stdout.write(`${enrolment.command}\n`)
      }
      return 0
    },
  },
  'hosts revoke': {
    usage: 'hosts revoke HOST',
    summary: 'cut a host off; nothing on it changes, its history stays',
    words: [1, 1],
    run: async ({ client, output, words }) => {
      const api = client()
      const name = words[0] ?? ''
      const host = (await api.hosts.list.query({})).find((candidate) => candidate.name === name)
      if (!host) throw new CommandError(`No host is named ${name}.`)
      const revoked = await api.hosts.revoke.mutate({ id: host.id, confirmName: name })
      if (output.json) output.data({ id: host.id, name, ...revoked })
      else output.line(`${name} is cut off. ${revoked.jobsCancelled} waiting jobs were cancelled. Nothing on the host changed.`)
      return 0
    },
  },
}
