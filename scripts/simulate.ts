import { parseArgs } from 'node:util'
import { inviter } from '@stowage/lab/simulate/invite'
import { simulateFleet } from '@stowage/lab/simulate/simulate-fleet'

/** Simulated hosts at a running server, until Ctrl-C (bench/README.md). */

const say = (line: string) => void process.stderr.write(`${line}\n`)
const usage = `usage: npm run simulate -- [--hosts 200] [--volumes 100] [--containers 50] [--changes 10] [--prefix sim] [--server URL]
The API token of an admin is read from STOWAGE_TOKEN.`

function settings() {
  const text = (value: string) => ({ type: 'string', default: value }) as const
  const { values } = parseArgs({
    options: {
      ...{ hosts: text('200'), volumes: text('100'), containers: text('50'), changes: text('10'), prefix: text('sim') },
      ...{ server: text(process.env.STOWAGE_URL ?? 'http://127.0.0.1:7420'), seed: text('1') },
    },
  })
  const count = (name: 'hosts' | 'volumes' | 'containers' | 'changes' | 'seed') => {
    if (!/^\d{1,6}$/.test(values[name])) throw new Error(`--${name} takes a whole number.`)
    return Number(values[name])
  }
  return {
    ...{ hosts: count('hosts'), volumesEach: count('volumes'), containersEach: count('containers') },
    ...{ changesPerMinute: count('changes'), seed: count('seed'), prefix: values.prefix },
    server: new URL(values.server.endsWith('/') ? values.server : `${values.server}/`),
  }
}

async function run(): Promise<void> {
  const { STOWAGE_TOKEN: token } = process.env
  const shape = settings()
  if (!token) throw new Error('STOWAGE_TOKEN is not set.')
  say(`Enrolling ${shape.hosts} hosts at ${shape.server.origin}…`)
  const fleet = await simulateFleet({ ...shape, invite: inviter(shape.server, token) })
  const progress = setInterval(() => {
    say(`${fleet.connected()} of ${shape.hosts} connected, of ${fleet.told()} the server holds everything`)
  }, 5000)
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, async () => {
      clearInterval(progress)
      await fleet.stop()
      say('Stopped. The server keeps the hosts; revoke them there.')
    })
}

run().catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error))
  say(usage)
  process.exitCode = 64
})
