import { createInterface } from 'node:readline/promises'
import { connect } from '../client.ts'
import { type Command, CommandError, textOption } from '../command.ts'
import { saveLogin } from '../settings.ts'

async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return (await terminal.question(question)).trim()
  } finally {
    terminal.close()
  }
}

export const login: Record<string, Command> = {
  login: {
    usage: 'login --url URL [--token TOKEN]',
    summary: 'keep address and token for later commands (0600)',
    words: [0, 0],
    run: async ({ output, values }) => {
      const url = textOption(values, 'url') ?? process.env.STOWAGE_URL ?? (await ask('Address of the server: '))
      const token = textOption(values, 'token') ?? process.env.STOWAGE_TOKEN ?? (await ask('API token (Settings → API tokens): '))
      if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
        throw new CommandError(`${url || 'Nothing'} is no address such as https://stowage.example.`)
      const me = await connect({ url, token }).me.get.query()
      const file = saveLogin({ url, token }, process.env)
      if (output.json) output.data({ url, name: me.name, role: me.role })
      else output.line(`Signed in to ${url} as ${me.name} (${me.role}). Kept in ${file}.`)
      return 0
    },
  },
}
