import { spawn } from 'node:child_process'
import { rootDir } from '@stowage/stack/build'

/** Server and UI from source, both restarting on change. The UI on port 3100 passes calls on to the server on 7420. */
const run = (command: string, args: string[], env: NodeJS.ProcessEnv = {}) =>
  spawn(command, args, { cwd: rootDir, stdio: 'inherit', env: { ...process.env, ...env } })

const children = [
  run('node', ['--watch', 'apps/server/src/main.ts'], { STOWAGE_ORIGIN: 'http://localhost:3100' }),
  run('npm', ['run', 'dev', '--workspace', '@stowage/web']),
]
const end = (name: NodeJS.Signals) => {
  for (const child of children) child.kill(name)
}
for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => end(name))
for (const child of children) child.on('exit', () => end('SIGTERM'))
