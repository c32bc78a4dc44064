import { randomBytes } from 'node:crypto'
import { LiveChange } from '@stowage/domain/list'
import pg from 'pg'
import { jobsChannel, liveChannel } from './notify.ts'

export type LiveListener = { change: (change: LiveChange) => void; overflow: () => void }

export type Live = {
  /** Hears of every change. `overflow`: some may have been missed, read everything again. Returns how to stop. */
  listen: (listener: LiveListener) => () => void
  /** Is called when the host's job stream should look for work, also whenever notices may have been missed. */
  onJobs: (hostId: string, wake: () => void) => () => void
  /** False while notices cannot arrive: everything then rests on the listeners' own slow polls. */
  isConnected: () => boolean
  close: () => Promise<void>
}

type Options = { pulseMs?: number; answerMs?: number; retryMsMax?: number }

/**
 * One connection that listens for this replica and comes back by itself. It hears itself every `pulseMs`: a pooler that dropped its
 * LISTEN, or a half-open link, is found out although the connection looks alive (M22).
 */
export function openLive(url: string, { pulseMs = 15_000, answerMs = 5000, retryMsMax = 5000 }: Options = {}): Live {
  const listeners = new Set<LiveListener>()
  const wakes = new Map<string, Set<() => void>>()
  const pulseChannel = `stowage_pulse_${randomBytes(8).toString('hex')}`
  const closing = new AbortController()
  let connected = false

  const overflow = () => {
    for (const { overflow: tell } of listeners) tell()
    for (const wake of [...wakes.values()].flatMap((set) => [...set])) wake()
  }

  const hear = (channel: string, payload: string) => {
    if (channel === jobsChannel) for (const wake of wakes.get(payload) ?? []) wake()
    if (channel !== liveChannel) return
    const change = LiveChange.safeParse(parsed(payload))
    if (change.success) for (const listener of listeners) listener.change(change.data)
  }

  /** Serves one connection until it fails or this is closed. */
  const serve = async () => {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: answerMs, application_name: 'stowage live' })
    const { promise: over, resolve: end } = Promise.withResolvers<void>()
    client.on('error', () => end())
    client.on('end', () => end())
    const stop = () => end()
    closing.signal.addEventListener('abort', stop)
    let heard = () => {}
    client.on('notification', ({ channel, payload = '' }) => (channel === pulseChannel ? heard() : hear(channel, payload)))
    let timer: NodeJS.Timeout | undefined
    try {
      await client.connect()
      await client.query(`LISTEN ${liveChannel}; LISTEN ${jobsChannel}; LISTEN ${pulseChannel}`)
      connected = true
      overflow()
      const pulse = () => {
        const silent = setTimeout(end, answerMs)
        heard = () => {
          clearTimeout(silent)
          timer = setTimeout(pulse, pulseMs)
        }
        timer = silent
        client.query(`NOTIFY ${pulseChannel}`).catch(() => end())
      }
      timer = setTimeout(pulse, pulseMs)
      await over
    } finally {
      connected = false
      closing.signal.removeEventListener('abort', stop)
      clearTimeout(timer)
      heard = () => {}
      await Promise.race([client.end().catch(() => {}), pause(1000)])
    }
  }

  const run = async () => {
    for (let failures = 0; !closing.signal.aborted; failures += 1) {
      const began = Date.now()
      await serve().catch(() => {})
      if (Date.now() - began > 60_000) failures = 0
      if (!closing.signal.aborted)
        await pause(Math.random() * Math.min(retryMsMax, 250 * 2 ** Math.min(failures, 10)), closing.signal)
    }
  }
  const running = run()

  return {
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onJobs: (hostId, wake) => {
      const set = wakes.get(hostId) ?? new Set()
      wakes.set(hostId, set.add(wake))
      return () => {
        set.delete(wake)
        if (set.size === 0 && wakes.get(hostId) === set) wakes.delete(hostId)
      }
    },
    isConnected: () => connected,
    close: async () => {
      closing.abort()
      await running
    },
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const pause = (ms: number, signal?: AbortSignal) =>
  new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal?.addEventListener('abort', done)
  })
