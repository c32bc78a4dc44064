import { poll } from '@stowage/lab/poll'
import type { Figure } from './figure.ts'
import { browse } from './pages.ts'
import { percentile } from './percentile.ts'
import { postgresCpuMs } from './process-tree.ts'
import { startSimulated } from './simulated.ts'

const shape = { hosts: 1000, volumesEach: 10, containersEach: 5, changesPerMinute: 0 }
const binMs = 2000
const bars = 40

/** 1,000 agents whose server restarts, with the back-off that agents have (M21). */
export async function storm(say: (line: string) => void): Promise<Figure[]> {
  const greetings: { at: number; ms: number }[] = []
  const stack = await startSimulated({ ...shape, onHello: (ms) => greetings.push({ at: performance.now(), ms }) })
  try {
    const { fleet, postgres, token } = stack
    const told = () => (fleet.told() === shape.hosts ? true : null)
    await poll('all inventories', told, { withinMs: 600_000, everyMs: 100 })
    greetings.length = 0
    const begun = performance.now()
    const awayMs = await stack.restartServer()
    say(`storm: the server was away for ${Math.round(awayMs)} ms`)
    const cpuBefore = postgresCpuMs(postgres.dir)
    const over = new AbortController()
    const page = { what: 'overview', procedure: 'overview.get', input: {} }
    const reading = browse({ port: stack.server.port, token }, [page], { everyMs: 200, signal: over.signal, mayFail: true })
    await poll('all agents to be back', told, { withinMs: 600_000, everyMs: 50 })
    const passedMs = performance.now() - begun - awayMs
    const postgresPercent = ((postgresCpuMs(postgres.dir) - cpuBefore) / passedMs) * 100
    over.abort()
    const answers = (await reading).get(page.what) ?? []
    const times = greetings.map(({ at }) => at - begun)
    for (const line of histogram(times)) say(line)
    const first = Math.min(...times)
    const last = Math.max(...times)
    const plain = (what: string, unit: Figure['unit'], ours: number, target: Figure['target']): Figure => ({
      ...{ what: `restart storm of ${shape.hosts} agents, ${what}`, unit, ours, peer: null, target },
    })
    return [
      plain('from the first to the last that is back', 'ms', last - first, { of: 'value', least: 20_000 }),
      plain('half of them are back after', 'ms', percentile(times, 50), null),
      plain(
        'greeting, p99',
        'ms',
        percentile(
          greetings.map(({ ms }) => ms),
          99,
        ),
        { of: 'value', most: 2000 },
      ),
      plain('Postgres meanwhile', '% of a core', postgresPercent, { of: 'value', most: 100 }),
      plain(`overview meanwhile, p95 of ${answers.length}`, 'ms', percentile(answers, 95), null),
    ]
  } finally {
    await stack.stop()
  }
}

/** When agents came back since the server went away, a line for each span. */
function histogram(times: readonly number[]): string[] {
  const counts = new Map<number, number>()
  for (const time of times) counts.set(Math.floor(time / binMs), (counts.get(Math.floor(time / binMs)) ?? 0) + 1)
  const most = Math.max(...counts.values())
  return Array.from({ length: Math.max(...counts.keys()) + 1 }, (_, bin) => {
    const count = counts.get(bin) ?? 0
    return `storm: ${String((bin * binMs) / 1000).padStart(4)} s ${String(count).padStart(5)} ${'█'.repeat(Math.round((bars * count) / most))}`
  })
}
