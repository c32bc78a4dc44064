'use client'
import type { LiveChange } from '@stowage/domain/list'
import { client, goToSignIn, isAppError } from '../trpc.ts'
import { commitChanges } from './commit-changes.ts'
import { type LiveState, liveState, setMode } from './live-state.ts'
import { pace } from './pace.ts'

type Message = { kind: 'change'; change: LiveChange } | { kind: 'mode'; mode: LiveState['mode'] } | { kind: 'ask' }

const name = 'stowage-live'
const everything: LiveChange = { topic: 'all', ids: [], hostId: null }
const pollMs = 10_000
const retryMs = 3_000

/**
 * Keeps this tab live: one tab of the browser holds a lock and the stream, the others hear it through a channel, so that twelve tabs
 * need one connection. Without locks (plain HTTP) each tab polls. Returns the stop.
 */
export function startLive(): () => void {
  const stopped = new AbortController()
  const { signal } = stopped
  const { push, wake } = pace<LiveChange>({
    commit: commitChanges,
    everyMs: 500,
    mayCommit: () => !document.hidden && liveState.get().pausedAt === null,
  })
  document.addEventListener('visibilitychange', wake, { signal })
  signal.addEventListener('abort', liveState.subscribe(wake))

  if (!navigator.locks) {
    setMode('polling')
    const timer = setInterval(() => push(everything), pollMs)
    signal.addEventListener('abort', () => clearInterval(timer))
    return () => stopped.abort()
  }

  const channel = new BroadcastChannel(name)
  let leads = false
  const tell = (message: Message) => channel.postMessage(message)
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.kind === 'change') push(data.change)
    else if (data.kind === 'mode') setMode(data.mode)
    else if (leads) tell({ kind: 'mode', mode: liveState.get().mode })
  }
  tell({ kind: 'ask' })
  signal.addEventListener('abort', () => channel.close())

  const lead = () =>
    new Promise<void>((done) => {
      leads = true
      const stop = openStream(
        (change) => {
          tell({ kind: 'change', change })
          push(change)
        },
        (mode) => {
          setMode(mode)
          tell({ kind: 'mode', mode })
        },
      )
      signal.addEventListener('abort', () => {
        stop()
        done()
      })
    })
  // The request is refused by `abort` when the page leaves before it ever led.
  navigator.locks.request(name, { signal }, lead).catch(() => {})
  return () => stopped.abort()
}

/** The stream of changes, opened again for as long as it takes. After a gap everything on screen is read again. */
function openStream(onChange: (change: LiveChange) => void, onMode: (mode: LiveState['mode']) => void): () => void {
  let ended = false
  let wasOpen = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let subscription: { unsubscribe: () => void } | undefined

  const open = () => {
    subscription = client.live.changes.subscribe(undefined, {
      onData: ({ data }) => onChange(data),
      onConnectionStateChange: ({ state }) => {
        if (state === 'pending') {
          if (wasOpen && liveState.get().mode === 'lost') onChange(everything)
          wasOpen = true
          onMode('live')
        } else if (state === 'connecting' && wasOpen) onMode('lost')
      },
      onError: (error) => {
        if (isAppError(error) && error.data?.httpStatus === 401) return goToSignIn()
        onMode('lost')
        wasOpen = true
        again()
      },
      onComplete: () => {
        onMode('lost')
        again()
      },
    })
  }
  const again = () => {
    subscription?.unsubscribe()
    if (!ended) timer = setTimeout(open, retryMs)
  }
  open()
  return () => {
    ended = true
    clearTimeout(timer)
    subscription?.unsubscribe()
  }
}
