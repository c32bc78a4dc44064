import { copyFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { poll } from '@stowage/lab/poll'
import { seedDemo } from '@stowage/lab/seed'
import { type LabStack, startLabStack } from '@stowage/stack/lab-stack'
import { makeUser } from '@stowage/stack/local-access'
import { startServerProgram } from '@stowage/stack/server-program'
import { seedJourneys } from './seed.ts'
import type { Stage } from './stage.ts'

/** Starts the fleet, prints what runs as one line of JSON, and takes all of it down when its standard input ends. */

const managed = `mode: manage
create:
  local: true
  tmpfs: { sizeBytesMax: 268435456 }
  bind: { paths: ["/srv/volumes/*"] }
limits: { removalsPerHour: 100, createsPerHour: 200 }
`
const readOnlyHost = 'db-01'
const hosts = ['web-01', 'web-02', readOnlyHost]
const [name = 'e2e', seed = 'journeys', logDir, stageDir] = process.argv.slice(2)

/** Until every host's lists, sizes and policy are known; ends early with the words of an agent that ended. */
async function reporting({ db, agents, fleet }: LabStack) {
  const ended: string[] = []
  for (const [host, { ended: end, logFile }] of agents) {
    end.then((how) => ended.push(`The agent of ${host} ended (${how}).\n${readFileSync(logFile, 'utf8').slice(0, 2000)}`))
  }
  const sections = { name: { in: ['containers', 'volumes', 'sizes'] }, status: 'ok' }
  await poll(
    'the hosts to report',
    async () => {
      if (ended[0] !== undefined) throw new Error(ended[0])
      const [complete, observing] = await Promise.all([
        db.prisma.hostSection.count({ where: sections }),
        db.prisma.host.count({ where: { policy: { path: ['mode'], equals: 'read-only' } } }),
      ])
      return complete === fleet.hosts.length * 3 && observing === (seed === 'demo' ? 0 : 1) ? true : null
    },
    { withinMs: 120_000, everyMs: 100 },
  )
}

async function emptyServer(stack: LabStack) {
  await stack.db.prisma.$executeRawUnsafe('CREATE DATABASE first_run')
  const url = new URL(stack.databaseUrl)
  url.pathname = '/first_run'
  return startServerProgram({ databaseUrl: url.href, dataDir: join(stack.dataDir, 'first-run'), port: 0 })
}

async function stageOf(stack: LabStack): Promise<Omit<Stage, 'empty'>> {
  const [operator, viewer] = await Promise.all(
    (['operator', 'viewer'] as const).map((role) =>
      makeUser(stack.db, { name: `The ${role}`, email: `${role}@demo.local`, role }),
    ),
  )
  if (!operator || !viewer) throw new Error('people are missing')
  const { url, token, fleet, server, admin } = stack
  return {
    ...{ url, token, people: { admin, operator, viewer } },
    agentUrl: `http://${fleet.gateway}:${server.port}`,
    hosts: fleet.hosts.map((host) => ({
      data: JSON.parse(JSON.stringify(host)),
      agentPid: stack.agents.get(host.name)?.pid ?? 0,
      agentStateDir: join(stack.dataDir, 'agents', host.name),
    })),
  }
}

function keepLogs(stack: LabStack, dir: string) {
  mkdirSync(dir, { recursive: true })
  copyFileSync(stack.server.logFile, join(dir, 'server.log'))
  for (const [host, agent] of stack.agents) copyFileSync(agent.logFile, join(dir, `agent-${host}.log`))
}

const asked = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve())
  process.stdin.on('end', resolve).on('close', resolve).resume()
})
const stack = await startLabStack({
  ...{ name, hosts, policy: managed },
  agentEnv: { STOWAGE_SIZES_MINUTES: '0.02', STOWAGE_LAYERS_MINUTES: '0.05' },
  seed: async (fleet) => {
    await (seed === 'demo' ? seedDemo(fleet) : seedJourneys(fleet))
  },
})
try {
  // The stack gives every host the same policy; in the journeys this one observes.
  if (seed !== 'demo') stack.fleet.host(readOnlyHost).writePolicy('mode: read-only\n')
  const empty = await emptyServer(stack)
  try {
    await reporting(stack)
    const stage: Stage = { ...(await stageOf(stack)), empty: { url: empty.url, logFile: empty.logFile } }
    process.stdout.write(`${JSON.stringify(stage)}\n`)
    await asked
  } finally {
    if (logDir) keepLogs(stack, logDir)
    await empty.stop()
  }
} finally {
  await stack.stop()
  // The sessions in it are of no use any more; the run that wrote them may have been killed.
  if (stageDir) rmSync(stageDir, { recursive: true, force: true })
}
process.exit(0)
