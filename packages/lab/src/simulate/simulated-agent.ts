import { createHash, randomUUID } from 'node:crypto'
import { noFault } from '@stowage/agent/act/fault'
import { systemClock } from '@stowage/agent/clock'
import { BackOff } from '@stowage/agent/link/back-off'
import { createClient } from '@stowage/agent/link/client'
import { makeKey, publicKeyOf, signEnrol } from '@stowage/agent/link/key'
import { Progress } from '@stowage/agent/link/progress'
import { runSession } from '@stowage/agent/link/session'
import { Wake } from '@stowage/agent/link/wake'
import type { Log } from '@stowage/agent/log'
import { Inventory } from '@stowage/agent/observe/inventory'
import { Timeline } from '@stowage/agent/observe/timeline'
import { pause } from '@stowage/agent/pause'
import { HostPolicy } from '@stowage/domain/host-policy'
import { sectionNames } from '@stowage/domain/report'
import { SyntheticEngine } from './synthetic-engine.ts'
import { syntheticJobs } from './synthetic-jobs.ts'
import { syntheticObserver } from './synthetic-observer.ts'
import { syntheticReadings } from './synthetic-readings.ts'

export type AgentOptions = {
  server: URL
  name: string
  /** A single-use enrolment token. */
  token: string
  volumes: number
  containers: number
  random: () => number
  /** Greetings that the server answered, with how long it took. */
  onHello?: (ms: number) => void
  /** A session ended; a new one begins after the back-off. */
  onEnd?: (reason: string) => void
  /** How the back-off waits. Absent: really. */
  wait?: (name: string, ms: number, signal: AbortSignal) => Promise<void>
}

const silent: Log = { info: () => {}, warn: () => {}, error: () => {} }
const agentVersion = 'simulated'
const policy = { policy: HostPolicy.parse({ mode: 'manage' }), problem: null }

/** Enrols one host with a key of its own and keeps its link as the real agent does; only the engine is made up. */
export async function startSimulatedAgent(options: AgentOptions) {
  const { server, name, token, random, wait = (_name, ms, signal) => pause(ms, signal) } = options
  const clock = systemClock()
  const client = createClient(server)
  const key = makeKey()
  const { hostId } = await client.enrol({
    ...{ token, publicKey: publicKeyOf(key), proof: signEnrol(key, token), hostname: name, agentVersion },
  })
  const identity = { url: server.href, tokenHash: '', key, hostId, name }

  const wake = { report: new Wake(), result: new Wake(), reading: new Wake(), heartbeat: new Wake() }
  const timeline = new Timeline()
  const digest = (text: string) => createHash('sha256').update(text).digest('hex')
  const inventory = new Inventory({ epoch: randomUUID(), digest, extras: timeline })
  const engine = new SyntheticEngine({
    host: name,
    volumes: options.volumes,
    containers: options.containers,
    random,
    now: clock.now,
  })
  const observer = syntheticObserver({ engine, inventory, timeline, now: clock.now, onChange: () => wake.report.raise() })
  const progress = new Progress()
  const jobs = syntheticJobs({
    ...{ engine, progress },
    onCreated: () => observer.look('volumes', 'sizes'),
    onResult: () => wake.result.raise(),
  })

  const readings = syntheticReadings({
    engine,
    onMeasured: (section) => observer.look(section),
    onNews: () => wake.reading.raise(),
  })

  const stopping = new AbortController()
  const backOff = new BackOff(Math.random, clock.elapsedMs)
  const timed: typeof client = {
    ...client,
    hello: async (input, signal) => {
      const begun = performance.now()
      const reply = await client.hello(input, signal)
      options.onHello?.(performance.now() - begun)
      return reply
    },
  }
  let isOpen = false
  let fullList: NodeJS.Timeout | undefined
  const link = async () => {
    while (!stopping.signal.aborted) {
      const end = await runSession({
        ...{
          client: timed,
          identity,
          agentVersion,
          inventory,
          jobs,
          readings,
          progress,
          wake,
          clock,
          log: silent,
          fault: noFault,
        },
        policy: () => policy,
        isEngineReachable: () => true,
        onAnswer: () => {},
        onOpen: ({ fullListMs }) => {
          isOpen = true
          backOff.connected()
          clearInterval(fullList)
          fullList = setInterval(() => observer.lookAtAll(), fullListMs * (0.8 + Math.random() * 0.4))
        },
        signal: stopping.signal,
      })
      isOpen = false
      if (stopping.signal.aborted || end.kind === 'revoked') break
      options.onEnd?.(end.message)
      await wait(name, backOff.failed(), stopping.signal)
    }
    clearInterval(fullList)
  }
  const ended = link()
  return {
    hostId,
    name,
    engine,
    isConnected: () => isOpen,
    /** Whether the server has acknowledged everything there is. */
    isTold: () => isOpen && inventory.knownRev > 0 && !sectionNames.some((section) => inventory.sections[section].hasWork()),
    change: observer.change,
    stop: async () => {
      stopping.abort()
      await ended
    },
  }
}

export type SimulatedAgent = Awaited<ReturnType<typeof startSimulatedAgent>>
