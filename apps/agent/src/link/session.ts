import { type AgentFrame, protocolVersion } from '@stowage/domain/agent-link'
import type { Fault } from '../act/fault.ts'
import type { Jobs } from '../act/jobs.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { Inventory } from '../observe/inventory.ts'
import { pause } from '../pause.ts'
import type { PolicyState } from '../policy.ts'
import type { Client } from './client.ts'
import { deliverResults } from './deliver-results.ts'
import type { Identity } from './identity.ts'
import { signHello } from './key.ts'
import { LinkError, linkError } from './link-error.ts'
import type { Progress } from './progress.ts'
import { type SessionReadings, tellReadings } from './reading-news.ts'
import type { Wake } from './wake.ts'

/** As much of the jobs as a session needs. */
export type SessionJobs = Pick<Jobs, 'take' | 'cancel' | 'isSettled'> & { outbox: Pick<Jobs['outbox'], 'list' | 'delivered'> }

export type SessionOptions = {
  client: Client
  identity: Identity
  agentVersion: string
  inventory: Inventory
  jobs: SessionJobs
  readings: SessionReadings
  progress: Progress
  policy: () => PolicyState
  isEngineReachable: () => boolean
  /** Raised when there may be a report, a result, news of a reading, or a policy to tell. */
  wake: { report: Wake; result: Wake; reading: Wake; heartbeat: Wake }
  clock: Clock
  log: Log
  fault: Fault
  /** The server answered a hello or a heartbeat. */
  onAnswer: () => void
  /** Hello was answered: what the server wants. */
  onOpen: (wishes: { fullListMs: number }) => void
  signal: AbortSignal
}

/** After so many answers of `resync` in a row the agent slows down: agent and server disagree about something. */
const resyncsAtOnce = 3
/** After a restart the agent looks what became of its jobs; the stream waits so long for that. */
const recoveryMs = 2000

/**
 * One session with the server: hello, then reports, heartbeats, results and the stream of jobs side by side, until one of them fails.
 * @returns why it ended
 */
export async function runSession(options: SessionOptions): Promise<LinkError> {
  const { client, inventory, jobs, readings, wake, clock, log } = options
  const over = new AbortController()
  const signal = AbortSignal.any([options.signal, over.signal])
  const { promise: ended, resolve: end } = Promise.withResolvers<LinkError>()
  const onStop = () => end(new LinkError('unreachable', 'The agent stops.'))
  options.signal.addEventListener('abort', onStop, { once: true })

  let heartbeatMs = 15_000
  let toldPolicy = options.policy()
  let reportsBegun = 0
  let isReporting = false
  /** Resolves when the server has heard everything that is known. */
  let allTold = Promise.withResolvers<void>()

  const hello = async () => {
    const { hostId, key } = options.identity
    client.setToken(null)
    const { nonce } = await client.challenge(hostId, signal)
    toldPolicy = options.policy()
    const reply = await client.hello(
      {
        hostId,
        nonce,
        signature: signHello(key, hostId, nonce),
        agentVersion: options.agentVersion,
        protocol: protocolVersion,
        epoch: inventory.epoch,
        policy: toldPolicy.policy,
        policyProblem: toldPolicy.problem,
        clockMs: clock.now().getTime(),
      },
      signal,
    )
    client.setToken(reply.sessionToken)
    heartbeatMs = reply.heartbeatMs
    inventory.resume(reply.known)
    options.onAnswer()
    options.onOpen(reply)
  }

  const report = async () => {
    let resyncs = 0
    while (!signal.aborted) {
      const next = inventory.next()
      if (!next) {
        allTold.resolve()
        allTold = Promise.withResolvers()
        await wake.report.wait(signal)
        continue
      }
      try {
        reportsBegun++
        isReporting = true
        const reply = await client.report(next, signal)
        inventory.answer(reply)
        resyncs = reply.outcome === 'resync' ? resyncs + 1 : 0
        if (reply.outcome === 'resync') log.info('the server asks for everything again', { reason: reply.reason })
      } catch (error) {
        const failure = linkError(error)
        if (failure.kind !== 'tooLarge') throw failure
        log.warn('a report was too large, sending smaller ones', { rev: next.rev })
        if (!inventory.shrink()) throw new LinkError('unreachable', failure.message)
      } finally {
        isReporting = false
      }
      if (resyncs > resyncsAtOnce) await pause(Math.min(60_000, 1000 * 2 ** (resyncs - resyncsAtOnce)), signal)
    }
  }

  const heartbeat = async () => {
    while (!signal.aborted) {
      const timer = setTimeout(() => wake.heartbeat.raise(), heartbeatMs * (0.8 + Math.random() * 0.4))
      await wake.heartbeat.wait(signal)
      clearTimeout(timer)
      if (signal.aborted) return
      const policy = options.policy()
      const [begun, wasReporting] = [reportsBegun, isReporting]
      const { resync } = await client.heartbeat(
        {
          epoch: inventory.epoch,
          rev: inventory.knownRev,
          clockMs: clock.now().getTime(),
          engineReachable: options.isEngineReachable(),
          ...(policy === toldPolicy ? {} : { policy: policy.policy, policyProblem: policy.problem }),
        },
        signal,
      )
      options.onAnswer()
      toldPolicy = policy
      // A report on its way makes both sides differ for a moment; only a difference in quiet is one.
      const isQuiet = !wasReporting && !isReporting && begun === reportsBegun
      if (resync && isQuiet) restart('heartbeat')
    }
  }

  const restart = (cause: string) => {
    log.info('the server asks for everything again', { cause })
    inventory.restart()
    wake.report.raise()
  }

  const results = async () => {
    while (!signal.aborted) {
      await wake.result.wait(signal)
      await deliverResults({ ...options, signal })
    }
  }

  const onFrame = (frame: AgentFrame) => {
    if (frame.type === 'job') jobs.take(frame.job, frame.probe)
    else if (frame.type === 'cancel') jobs.cancel(frame.jobId)
    else if (frame.type === 'read') readings.take(frame.ask)
    else if (frame.type === 'stop-reading') readings.stop(frame.id)
    else if (frame.type === 'resync') restart('stream')
    else if (frame.type === 'revoked') end(new LinkError('revoked', 'The server revoked this host.'))
  }

  try {
    await hello()
    // Results go out before the stream opens, for that puts every job without one in doubt.
    for (let waitedMs = 0; !jobs.isSettled() && waitedMs < recoveryMs; waitedMs += 50) await pause(50, signal)
    await deliverResults({ ...options, signal })
    const stream = client.jobs(onFrame)
    options.progress.open((jobId, attempt, stage) => client.progress(jobId, attempt, stage, signal))
    wake.result.raise()
    const whenAllTold = () => {
      wake.report.raise()
      return allTold.promise
    }
    const news = tellReadings({ client, readings, wake: wake.reading, allTold: whenAllTold, log, signal })
    for (const part of [report(), heartbeat(), results(), news]) part.catch((error: unknown) => end(linkError(error)))
    void stream.closed.then(end)
    const reason = await ended
    stream.close()
    return reason
  } catch (error) {
    return linkError(error)
  } finally {
    options.progress.close()
    over.abort()
    allTold.resolve()
    client.disconnect()
    options.signal.removeEventListener('abort', onStop)
  }
}
