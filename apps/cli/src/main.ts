#!/usr/bin/env node
import { parseArgs } from 'node:util'
import { visibleText } from '@stowage/domain/visible-text'
import { connect, explain } from './client.ts'
import { type Command, textOption, UsageError } from './command.ts'
import { activity } from './commands/activity.ts'
import { containers } from './commands/containers.ts'
import { hosts } from './commands/hosts.ts'
import { jobs } from './commands/jobs.ts'
import { login } from './commands/login.ts'
import { volumes } from './commands/volumes.ts'
import { makeOutput } from './output.ts'
import { findSettings } from './settings.ts'

const commands: Record<string, Command> = { ...hosts, ...volumes, ...containers, ...jobs, ...activity, ...login }

const common = {
  url: { type: 'string' },
  token: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const

function help(list: readonly Command[]): string {
  const width = Math.max(...list.map((command) => command.usage.length))
  const lines = list.map((command) => `  stowage ${command.usage.padEnd(width)}  ${command.summary}`)
  return `${lines.join('\n')}\n\nOptions for all: --json · --url URL --token TOKEN (else STOWAGE_URL, STOWAGE_TOKEN, stowage login, a running demo)\nExit codes: 0 done · 1 refused or failed · 2 wrong usage\n`
}

function pick(argv: readonly string[]): { command: Command; rest: string[] } | null {
  const two = argv.slice(0, 2).join(' ')
  const command = commands[two] ?? commands[argv[0] ?? '']
  return command ? { command, rest: argv.slice(commands[two] ? 2 : 1) } : null
}

async function main(argv: string[]): Promise<number> {
  const picked = pick(argv)
  if (!picked) {
    const noun = argv[0]
    const wantsHelp = noun === undefined || noun === '--help' || noun === '-h' || noun === 'help'
    const ofNoun = Object.entries(commands).filter(([name]) => name.split(' ')[0] === noun)
    const stream = wantsHelp ? process.stdout : process.stderr
    if (!wantsHelp) stream.write(`Unknown command: ${argv.slice(0, 2).join(' ')}\n\n`)
    stream.write(help((ofNoun.length > 0 ? ofNoun : Object.entries(commands)).map(([, command]) => command)))
    return wantsHelp ? 0 : 2
  }
  const { command, rest } = picked
  try {
    const { values, positionals } = parseArgs({ args: rest, options: { ...common, ...command.options }, allowPositionals: true })
    if (values.help) {
      process.stdout.write(help([command]))
      return 0
    }
    const [least, most] = command.words
    if (positionals.length < least || positionals.length > most) throw new UsageError(`Usage: stowage ${command.usage}`)
    const output = makeOutput(values.json === true, Boolean(process.stdout.isTTY) && !process.env.NO_COLOR)
    const client = () =>
      connect(findSettings({ url: textOption(values, 'url'), token: textOption(values, 'token') }, process.env))
    return await command.run({ words: positionals, values, output, client })
  } catch (error) {
    const wrongUse =
      error instanceof UsageError ||
      (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
    // It may hold words of a host.
    process.stderr.write(`${visibleText(explain(error))}\n`)
    return wrongUse ? 2 : 1
  }
}

process.exitCode = await main(process.argv.slice(2))
