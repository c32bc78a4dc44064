import { spawn } from 'node:child_process'

export type CommandOptions = { input?: string | Buffer; env?: NodeJS.ProcessEnv; cwd?: string; timeoutMs?: number }

/** Runs a program to its end and gives its standard output; throws with its error output. Arguments never pass a shell. */
export function runCommand(command: string, args: readonly string[], options: CommandOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const { timeoutMs = 60_000 } = options
    const child = spawn(command, args, { env: options.env, cwd: options.cwd, timeout: timeoutMs, killSignal: 'SIGKILL' })
    const out: Buffer[] = []
    const err: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk))
    child.on('error', reject)
    child.on('close', (code, signal) => {
      if (code === 0) return resolve(Buffer.concat(out).toString())
      const why = Buffer.concat(err).toString().trim()
      reject(new Error(`${command} ${args.join(' ')} ended with ${code ?? signal}: ${why}`))
    })
    // A program that ends without reading its input breaks the pipe; its exit code tells the rest.
    child.stdin.on('error', () => {})
    child.stdin.end(options.input)
  })
}
