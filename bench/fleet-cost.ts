import { poll } from '@stowage/lab/poll'
import { volumeName } from '@stowage/lab/simulate/synthetic-facts'
import type { Figure } from './figure.ts'
import { browse, type Page } from './pages.ts'
import { percentile } from './percentile.ts'
import { processCosts } from './process-cost.ts'
import { postgresCpuMs } from './process-tree.ts'
import { startSimulated } from './simulated.ts'

const shape = { hosts: 200, volumesEach: 100, containersEach: 50, changesPerMinute: 10 }
const lookMs = 60_000
const everyMs = 50
/** What a question of a page may take while a fleet reports beside it on the same machine. */
const pageMs = 200

/** The built server with 200 simulated hosts that report, and what pages ask meanwhile. */
export async function fleetCost(say: (line: string) => void): Promise<Figure[]> {
  const stack = await startSimulated(shape)
  try {
    const { fleet, server, postgres, token } = stack
    const begun = performance.now()
    await poll('all inventories', () => (fleet.told() === shape.hosts ? true : null), { withinMs: 300_000, everyMs: 100 })
    say(`${shape.hosts} hosts have told all they have, ${Math.round((performance.now() - begun) / 1000)} s after they enrolled`)
    // As autovacuum leaves them within minutes of such a beginning.
    await postgres.db.pool.query('VACUUM (ANALYZE)')
    const [agent] = fleet.agents
    if (!agent) throw new Error('no agent')
    const volume = await postgres.db.prisma.volume.findFirstOrThrow({ where: { hostId: agent.hostId, name: volumeName(7) } })
    const pages: Page[] = [
      { what: 'overview', procedure: 'overview.get', input: {} },
      { what: 'hosts', procedure: 'hosts.list', input: {} },
      { what: 'list of volumes', procedure: 'volumes.query', input: { q: '', sort: '-size' } },
      { what: 'list of volumes, filtered', procedure: 'volumes.query', input: { q: 'state:used size:>1MiB' } },
      { what: 'list of containers', procedure: 'containers.query', input: { q: '' } },
      { what: 'a host', procedure: 'hosts.get', input: { id: agent.hostId } },
      { what: 'what fills a host', procedure: 'hosts.space', input: { id: agent.hostId } },
      { what: 'a volume', procedure: 'volumes.get', input: { id: volume.id } },
      { what: 'history of a volume', procedure: 'volumes.history', input: { id: volume.id, range: '7d' } },
    ]
    const over = new AbortController()
    const browsing = browse({ port: server.port, token }, pages, { everyMs, signal: over.signal })
    const postgresBefore = postgresCpuMs(postgres.dir)
    const [cost] = await processCosts([server.pid], lookMs)
    const postgresPercent = ((postgresCpuMs(postgres.dir) - postgresBefore) / lookMs) * 100
    over.abort()
    const taken = await browsing
    if (!cost) throw new Error('the server ended')
    if (fleet.connected() < shape.hosts) say(`only ${fleet.connected()} of ${shape.hosts} hosts are connected`)
    const who = `server with ${shape.hosts} simulated hosts × ${shape.volumesEach} volumes × ${shape.containersEach} containers`
    const plain = (what: string, unit: Figure['unit'], ours: number, target: Figure['target']): Figure => ({
      ...{ what: `${who}, ${what}`, unit, ours, peer: null, target },
    })
    return [
      plain('resident memory', 'MB', cost.rssMB, { of: 'value', most: 350 }),
      plain('most resident memory so far', 'MB', cost.peakMB, null),
      plain(`processor over ${lookMs / 1000} s with a reader`, '% of a core', cost.cpuPercent, null),
      plain('its Postgres meanwhile', '% of a core', postgresPercent, null),
      ...[...taken].map(([what, samples]) =>
        plain(`page: ${what}, p95 of ${samples.length}`, 'ms', percentile(samples, 95), { of: 'value', most: pageMs }),
      ),
    ]
  } finally {
    await stack.stop()
  }
}
