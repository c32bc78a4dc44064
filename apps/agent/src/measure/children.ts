import { type ChildProcess, spawn } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { pause } from '../pause.ts'

export type ChildRun = {
  argv: readonly string[]
  /** What it looks at: while a killed child still hangs on it, no other is started. */
  place: string
  deadlineMs: number
  /** Most time without a word on its standard output. */
  silentMs: number
  /** Ends it, too. */
  signal: AbortSignal
  onOutput: (chunk: Buffer) => void
}

/**
 * `exit`: ended by itself, with `code` (null: something killed it). `late`, `silent`, `stopped`: killed by us. `stuck`: not started, for the
 * one before hangs in the kernel. `missing`: there is no such program.
 */
export type ChildEnd = {
  how: 'exit' | 'late' | 'silent' | 'stopped' | 'stuck' | 'missing'
  code: number | null
  /** The beginning of its standard error. */
  errors: string
}

const errorsMax = 64 * 1024
/** A killed child is gone at once, unless the kernel holds it. */
const goneMs = 2000
// only what programs need to be found and to speak the words that we know
const env = { PATH: process.env.PATH, LC_ALL: 'C' }

/** As `nice -n 19` does, without starting one program more. */
function yieldToAll({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_LOW)
  } catch {
    // it has ended
  }
}

/**
 * Programs that look at files in place of the agent: a stat that hangs cannot be cancelled and would hold one of the few threads that all
 * of the agent's file work shares (M6). A child that was killed is not waited for: it may hang in the kernel until its disk answers.
 */
export class Children {
  private readonly hanging = new Map<string, Promise<void>>()

  /** Never rejects. */
  async run(run: ChildRun): Promise<ChildEnd> {
    const before = this.hanging.get(run.place)
    if (before) await Promise.race([before, pause(goneMs, run.signal)])
    if (run.signal.aborted) return { how: 'stopped', code: null, errors: '' }
    if (this.hanging.has(run.place)) return { how: 'stuck', code: null, errors: '' }
    return await this.start(run)
  }

  private start({ argv, place, deadlineMs, silentMs, signal, onOutput }: ChildRun): Promise<ChildEnd> {
    const [program = '', ...args] = argv
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env })
    yieldToAll(child)
    return new Promise((resolve) => {
      let errors = ''
      const kill = (how: ChildEnd['how']) => {
        this.kill(child, place)
        end({ how, code: null, errors })
      }
      const end = (value: ChildEnd) => {
        clearTimeout(late)
        clearTimeout(silent)
        signal.removeEventListener('abort', onAbort)
        child.stdout.removeAllListeners('data')
        resolve(value)
      }
      const onAbort = () => kill('stopped')
      const late = setTimeout(() => kill('late'), deadlineMs)
      const silent = setTimeout(() => kill('silent'), silentMs)
      signal.addEventListener('abort', onAbort, { once: true })
      child.stdout.on('data', (chunk: Buffer) => {
        silent.refresh()
        onOutput(chunk)
      })
      child.stderr.on('data', (chunk: Buffer) => {
        if (errors.length < errorsMax) errors += chunk.toString('latin1')
      })
      child.on('error', () => end({ how: 'missing', code: null, errors }))
      child.on('close', (code) => end({ how: 'exit', code, errors }))
    })
  }

  private kill(child: ChildProcess, place: string): void {
    const gone = new Promise<void>((resolve) => {
      child.once('exit', () => {
        this.hanging.delete(place)
        resolve()
      })
    })
    this.hanging.set(place, gone)
    child.stdout?.destroy()
    child.stderr?.destroy()
    child.kill('SIGKILL')
    child.unref()
  }
}
