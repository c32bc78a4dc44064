import { get } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { engineJson } from '@stowage/lab/engine-call'
import type { LabStack } from '@stowage/stack/lab-stack'
import { openPage } from './browser.ts'
import type { Figure } from './figure.ts'
import { percentile } from './percentile.ts'

const samples = 30
/** First ones, not counted: the page is live and its code is warm after them. */
const warmUps = 3
const prefix = 'bench-row-'

/** When each volume's create event arrives at a client that does nothing else, in milliseconds since the epoch. */
function rawEvents(socketPath: string) {
  const seen = new Map<string, number>()
  const filters = JSON.stringify({ type: ['volume'], event: ['create'] })
  const call = get({ socketPath, path: `/events?filters=${encodeURIComponent(filters)}` })
  const open = new Promise<void>((resolve, reject) => {
    call.on('error', reject)
    call.on('response', (response) => {
      let rest = ''
      response.on('error', () => {})
      response.on('data', (chunk: Buffer) => {
        const at = Date.now()
        const lines = `${rest}${chunk}`.split('\n')
        rest = lines.pop() ?? ''
        for (const line of lines) seen.set(JSON.parse(line).Actor.ID, at)
      })
      resolve()
    })
  })
  return { seen, open, close: () => call.destroy() }
}

/** A volume made at the engine's API by somebody else, until its row is in the DOM of an open page; both clocks are the machine's. */
export async function eventToRow(stack: LabStack, say: (line: string) => void): Promise<Figure[]> {
  const { socket } = stack.fleet.host('small')
  await using browser = await openPage(stack, `/volumes?q=${prefix}`, prefix)
  const raw = rawEvents(socket)
  await raw.open
  const made: string[] = []
  const [ours, peer]: [number[], number[]] = [[], []]
  try {
    for (let run = -warmUps; run < samples; run += 1) {
      const name = `${prefix}${run < 0 ? `warm${-run}` : String(run).padStart(3, '0')}`
      made.push(name)
      const begun = Date.now()
      await engineJson(socket, 'POST', '/volumes/create', { Name: name })
      const row = await browser.rowAt(name)
      if (run >= 0) {
        ours.push(row - begun)
        peer.push((raw.seen.get(name) ?? Number.NaN) - begun)
      }
      // Each by itself: a page commits at most twice a second, so volumes made in a burst wait for each other. Not in step with it either.
      await pause(700 + Math.random() * 800)
    }
  } finally {
    raw.close()
    for (const name of made) await engineJson(socket, 'DELETE', `/volumes/${name}`)
  }
  say(`event-to-row: ${ours.join(' ')} ms; the engine's event: ${peer.join(' ')} ms`)
  const figure = (percent: number, target: Figure['target']): Figure => ({
    what: `docker volume create → row in the browser, p${percent} of ${samples}`,
    ...{ unit: 'ms', ours: percentile(ours, percent), target },
    peer: { what: "the engine's own event at a raw client", value: percentile(peer, percent) },
  })
  return [figure(50, null), figure(95, { of: 'value', most: 500 })]
}
