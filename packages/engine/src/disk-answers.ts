import { spawn } from 'node:child_process'

/** An answer serves so long: several questions come together. */
const freshMs = 10_000

/**
 * Makes a question whether the file system behind a path of this machine answers at all. A child asks it and is given up: file work of this
 * process on a disk that does not answer would hold its few threads for ever (M6). While a child still hangs no other is started. A path
 * that is not there is an answer, and so is a machine without `stat`.
 */
export function diskAnswers(deadlineMs: number): (path: string) => Promise<boolean> {
  let known: { path: string; untilMs: number; answer: Promise<boolean> } | null = null
  let isHanging = false

  const ask = (path: string): Promise<boolean> => {
    const { promise, resolve } = Promise.withResolvers<boolean>()
    const child = spawn('stat', ['-f', '--', path], { stdio: 'ignore', env: { PATH: process.env.PATH } })
    const timer = setTimeout(() => {
      isHanging = true
      child.kill('SIGKILL')
      child.unref()
      resolve(false)
    }, deadlineMs)
    const end = () => {
      isHanging = false
      clearTimeout(timer)
      resolve(true)
    }
    child.on('exit', end).on('error', end)
    return promise
  }

  return (path) => {
    if (isHanging) return Promise.resolve(false)
    const now = performance.now()
    if (known?.path !== path || known.untilMs < now) known = { path, untilMs: now + freshMs, answer: ask(path) }
    return known.answer
  }
}
