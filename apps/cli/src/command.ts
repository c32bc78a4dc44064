import type { ParseArgsOptionsConfig } from 'node:util'
import type { Client } from './client.ts'
import type { Output } from './output.ts'

export type Values = Record<string, string | boolean | (string | boolean)[] | undefined>

export type Invocation = {
  /** Words after the verb. */
  words: string[]
  values: Values
  output: Output
  /** Opens the connection; fails with a sentence when no address or token is known. */
  client: () => Client
}

export type Command = {
  /** As typed after `stowage`, e.g. `volumes create NAME --host H`. */
  usage: string
  summary: string
  options?: ParseArgsOptionsConfig
  /** How many words it takes: fewest and most. */
  words: [number, number]
  /** Returns the exit code: 0 done, 1 refused or failed. */
  run: (invocation: Invocation) => Promise<number>
}

/** A wrong use of the command line: exit code 2. */
export class UsageError extends Error {}
/** A failure with a line for the user: exit code 1. */
export class CommandError extends Error {}

export const textOption = (values: Values, name: string): string | undefined => {
  const value = values[name]
  return typeof value === 'string' ? value : undefined
}

export const textOptions = (values: Values, name: string): string[] => {
  const value = values[name]
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

/** `k=v` options to a record; a repeated key is a mistake, not a choice. */
export function pairs(items: readonly string[], option: string): Record<string, string> {
  const result: Record<string, string> = {}
  for (const item of items) {
    const at = item.indexOf('=')
    if (at < 1) throw new UsageError(`${option} takes key=value, not "${item}".`)
    const key = item.slice(0, at)
    if (Object.hasOwn(result, key)) throw new UsageError(`${option} ${key} is given twice.`)
    Object.defineProperty(result, key, { value: item.slice(at + 1), enumerable: true, configurable: true, writable: true })
  }
  return result
}

/** `HOST/NAME` as the user types it. */
export function hostAndName(word: string): { host: string; name: string } {
  const at = word.indexOf('/')
  if (at < 1 || at === word.length - 1)
    throw new UsageError(`Write it as HOST/NAME, for example web-01/${word.replace('/', '') || 'data'}.`)
  return { host: word.slice(0, at), name: word.slice(at + 1) }
}
