import { type Command, textOption, UsageError } from '../command.ts'
import { time } from '../output.ts'

export const activity: Record<string, Command> = {
  'activity list': {
    usage: 'activity list [FILTER] [--limit N]',
    summary: 'who did what, newest first',
    options: { limit: { type: 'string', default: '50' } },
    words: [0, 50],
    run: async ({ client, output, words, values }) => {
      const limit = Number(textOption(values, 'limit'))
      if (!Number.isInteger(limit) || limit < 1) throw new UsageError('--limit takes a whole number from 1.')
      const api = client()
      const rows = []
      for (let more = true; more && rows.length < limit; ) {
        const page = await api.activity.list.query({
          q: words.join(' '),
          limit: Math.min(200, limit - rows.length),
          before: rows.at(-1)?.seq,
        })
        rows.push(...page.rows)
        more = page.more
      }
      if (output.json) output.data(rows)
      else {
        output.table(
          rows,
          [
            { title: 'AT', value: (row) => time(row.at) },
            { title: 'ACTOR', value: (row) => row.actor },
            { title: 'VIA', value: (row) => row.via },
            { title: 'RESULT', value: (row) => row.result },
            { title: 'WHAT', value: (row) => row.text },
          ],
          'Nothing recorded.',
        )
      }
      return 0
    },
  },
}
