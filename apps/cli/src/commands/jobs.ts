import type { Command } from '../command.ts'
import { time } from '../output.ts'
import { exitCodeOf, outcomeLine, watchJob } from '../watch-job.ts'

export const jobs: Record<string, Command> = {
  'jobs list': {
    usage: 'jobs list [--open]',
    summary: 'work asked of hosts, newest first',
    options: { open: { type: 'boolean', default: false } },
    words: [0, 0],
    run: async ({ client, output, values }) => {
      const rows = await client().jobs.list.query({ limit: 200, ...(values.open === true ? { open: true } : {}) })
      if (output.json) output.data(rows)
      else {
        output.table(
          rows,
          [
            { title: 'ID', value: (job) => job.id },
            { title: 'WHAT', value: (job) => job.kind },
            { title: 'SUBJECT', value: (job) => `${job.hostName}/${job.volumeName}` },
            { title: 'STATE', value: (job) => (job.state === 'indeterminate' ? 'outcome unknown' : job.state) },
            { title: 'BY', value: (job) => job.requestedBy },
            { title: 'ASKED', value: (job) => time(job.createdAt) },
            { title: 'RESULT', value: (job) => job.message ?? '—' },
          ],
          'No jobs.',
        )
      }
      return 0
    },
  },
  'jobs watch': {
    usage: 'jobs watch ID',
    summary: 'follow one job until it ends',
    words: [1, 1],
    run: async ({ client, output, words }) => {
      const job = await watchJob(client(), words[0] ?? '', output)
      if (output.json) output.data(job)
      else output.line(outcomeLine(job))
      return exitCodeOf(job)
    },
  },
}
