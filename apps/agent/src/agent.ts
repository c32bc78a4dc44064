import { createHash, randomUUID } from 'node:crypto'
import type { ConnectOptions } from '@stowage/engine/connect'
import { type Fault, noFault } from './act/fault.ts'
import { createJobs } from './act/jobs.ts'
import { openJournal } from './act/journal.ts'
import { type Clock, systemClock } from './clock.ts'
import { BackOff } from './link/back-off.ts'
import { createClient } from './link/client.ts'
import type { Identity } from './link/identity.ts'
import { Progress } from './link/progress.ts'
import { runSession } from './link/session.ts'
import { Wake } from './link/wake.ts'
import type { Log } from './log.ts'
import { startMeasuring } from './measure/measure.ts'
import { SizeMemory } from './measure/size-memory.ts'
import { Inventory } from './observe/inventory.ts'
import { readSince, writeSince } from './observe/listening-since.ts'
import { startObserver } from './observe/observer.ts'
import { Timeline } from './observe/timeline.ts'
import { pause } from './pause.ts'
import { openSignOfLife } from './sign-of-life.ts'
import { watchPolicy } from './watch-policy.ts'

export type AgentOptions = {
  identity: Identity
  stateDirectory: string
  policyFile: string
  engine: ConnectOptions
  agentVersion: string
  layersMs: number
  sizesMs: number
  log: Log
  clock?: Clock
  fault?: Fault
  /** Silence on the job stream after which the link counts as dead. */
  silenceMs?: number
}

export type Agent = {
  stop: () => Promise<void> /** Why the agent ended by itself: the server revoked this host. */
  ended: Promise<'revoked' | 'stopped'>
}

const rememberMs = 60_000
/** A job that comes while the engine is starting waits so long for it. */
const engineWaitMs = 5000

/** The agent of one engine: observes, measures and acts, whether the server can be reached or not. */
export async function startAgent(options: AgentOptions): Promise<Agent> {
  const { log, stateDirectory, fault = noFault, clock = systemClock() } = options
  const stopping = new AbortController()
  const wake = { report: new Wake(), result: new Wake(), reading: new Wake(), heartbeat: new Wake() }
  const timeline = new Timeline()
  const digest = (text: string) => createHash('sha256').update(text).digest('hex')
  const inventory = new Inventory({ epoch: randomUUID(), digest, extras: timeline })
  const progress = new Progress()
  let fullListMs = 300_000

  const policy = await watchPolicy(options.policyFile, (state) => {
    log.info('the policy changed', { mode: state.policy.mode, problem: state.problem })
    wake.heartbeat.raise()
  })
  const sign = await openSignOfLife(stateDirectory)
  const memory = await SizeMemory.open(stateDirectory, clock)
  const journal = await openJournal(stateDirectory, clock.now)
  if (journal.quarantined)
    log.error('the journal of jobs was damaged; the jobs it named will only be looked at', { movedTo: journal.quarantined })

  const observer = startObserver({
    address: options.engine,
    inventory,
    timeline,
    since: await readSince(stateDirectory),
    fullListMs: () => fullListMs,
    clock,
    log,
    onChange: () => wake.report.raise(),
    onLine: (event) => measuring.heard(event),
    onUp: () => {
      wake.heartbeat.raise()
      jobs.recover()
    },
  })
  const jobs = createJobs({
    journal,
    engine: () => observer.answering(engineWaitMs),
    readPolicy: policy.refresh,
    wasRemovedLately: (volume) => timeline.holdsRemovalOf(volume),
    clock,
    log,
    fault,
    onProgress: (...news) => progress.tell(...news),
    onResult: () => {
      wake.result.raise()
      observer.lookAtVolumes()
    },
  })
  const measuring = startMeasuring({
    ...options,
    engine: observer.engine,
    isReachable: observer.isReachable,
    isLocal: 'socketPath' in options.engine,
    inventory,
    memory,
    clock,
    log,
    onChange: () => wake.report.raise(),
    onNews: () => wake.reading.raise(),
  })
  const remember = () => writeSince(stateDirectory, { cursor: observer.cursor(), at: new Date().toISOString() })
  const remembering = setInterval(() => void remember(), rememberMs)
  const recovery = setInterval(() => jobs.recover(), rememberMs)

  const backOff = new BackOff(Math.random, clock.elapsedMs)
  const client = createClient(new URL(options.identity.url), { silenceMs: options.silenceMs })
  const link = async (): Promise<'revoked' | 'stopped'> => {
    while (!stopping.signal.aborted) {
      const { identity, agentVersion } = options
      const end = await runSession({
        client,
        identity,
        agentVersion,
        inventory,
        jobs,
        readings: measuring.readings,
        progress,
        policy: () => policy.current,
        isEngineReachable: observer.isReachable,
        wake,
        clock,
        log,
        fault,
        onAnswer: () => sign.show(observer.isReachable()),
        onOpen: (wishes) => {
          fullListMs = wishes.fullListMs
          backOff.connected()
          log.info('connected to the server', { server: identity.url, hostId: identity.hostId })
        },
        signal: stopping.signal,
      })
      if (stopping.signal.aborted) break
      if (end.kind === 'revoked') {
        log.error('the server revoked this host; the agent stops. Enrol again to bring it back', { reason: end.message })
        return 'revoked'
      }
      const waitMs = backOff.failed()
      log.warn('the link to the server ended', { kind: end.kind, reason: end.message, againInMs: waitMs })
      await pause(waitMs, stopping.signal)
    }
    return 'stopped'
  }

  const release = async () => {
    clearInterval(remembering)
    clearInterval(recovery)
    policy.stop()
    if (observer.engine()) await remember()
    await observer.stop()
    await measuring.stop()
    await jobs.idle()
    await journal.close()
    await sign.end()
  }
  const ended = link().then(async (reason) => {
    await release()
    return reason
  })
  return {
    ended,
    stop: async () => {
      stopping.abort()
      await ended
    },
  }
}
