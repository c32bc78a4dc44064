import { join } from 'node:path'
import type { Children } from './children.ts'

/** What `find` is started through, so that its reads yield to everybody else; the first that works here is taken. */
const politely = [['ionice', '-c', '3'], []]
const answerMs = 5000

/**
 * How volumes can be walked here: what to start `find` through, or null when they cannot. For that the engine's volumes must be readable
 * under the path that the engine names, and `find` be the one of GNU, which alone tells sizes.
 */
export async function findTools(children: Children, dataRoot: string, signal: AbortSignal): Promise<readonly string[] | null> {
  if (!dataRoot.startsWith('/')) return null
  // the dot: the directory may be a link to another disk
  const place = `${join(dataRoot, 'volumes')}/.`
  for (const through of politely) {
    let out = ''
    const end = await children.run({
      argv: [...through, 'find', place, '-maxdepth', '0', '-type', 'd', '-readable', '-executable', '-printf', '%D'],
      ...{ place, deadlineMs: answerMs, silentMs: answerMs, signal },
      onOutput: (chunk) => {
        out += chunk
      },
    })
    if (end.how === 'exit' && end.code === 0 && /^\d+$/.test(out)) return through
  }
  return null
}

/** Bytes in use on the whole file system behind `path`, by a child that is given up after 5 s: a server that is gone never answers (M5, M6). */
export async function fileSystemUse(children: Children, path: string, signal: AbortSignal): Promise<number | null> {
  let out = ''
  const end = await children.run({
    argv: ['stat', '-f', '-c', '%S %b %f', path],
    ...{ place: path, deadlineMs: answerMs, silentMs: answerMs, signal },
    onOutput: (chunk) => {
      out += chunk
    },
  })
  const [blockBytes, blocks, free] = out.trim().split(' ').map(Number)
  if (end.how !== 'exit' || end.code !== 0 || blockBytes === undefined || blocks === undefined || free === undefined) return null
  const bytes = blockBytes * (blocks - free)
  return Number.isSafeInteger(bytes) && bytes >= 0 ? bytes : null
}
