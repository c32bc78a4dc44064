import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { connectEngine } from '@stowage/engine/connect'
import { runDemo } from './run-demo.ts'
import { runLocal } from './run-local.ts'

const say = (line: string) => process.stderr.write(`${line}\n`)
const port = Number(process.env.STOWAGE_PORT ?? 7420)

/** Sockets where engines of this machine usually listen; DOCKER_HOST comes first. */
const sockets = [
  '/var/run/docker.sock',
  join(homedir(), '.docker/run/docker.sock'),
  join(homedir(), '.colima/default/docker.sock'),
]

async function findEngine(): Promise<string | null> {
  const addresses = process.env.DOCKER_HOST
    ? [process.env.DOCKER_HOST]
    : sockets.filter(existsSync).map((path) => `unix://${path}`)
  for (const address of addresses) {
    const answers = await connectEngine(
      address.startsWith('unix://') ? { socketPath: address.slice(7) } : { host: address },
    ).then(
      (connected) => connected.apiVersion,
      () => null,
    )
    if (answers) return address
    say(`No Docker Engine answers at ${address}.`)
  }
  return null
}

const engine = await findEngine()
if (engine) process.exit(await runLocal(engine, port))
if (process.platform === 'linux' && process.getuid?.() === 0) {
  say('No Docker Engine answers on this machine. Starting the demo fleet instead: three engines of its own.')
  process.exit(await runDemo(port))
}
say('No Docker Engine answers on this machine. Start Docker, or set DOCKER_HOST, and run npm start again.')
process.exit(1)
