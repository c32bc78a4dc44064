import { allContainers, allVolumes, containerFact, engineFact, mountFact, theEngine, volumeFact } from '@stowage/db/testing/facts'
import { type TestHost, testHost } from '@stowage/db/testing/host'
import { atOnce } from './at-once.ts'
import type { Figure } from './figure.ts'
import { ownPostgres } from './postgres.ts'
import { timed } from './timed.ts'

const hosts = 200
const volumesEach = 100
const containersEach = 50
/** As many as the server has connections. */
const reportsAtOnce = 10

const names = (host: number) => Array.from({ length: volumesEach }, (_, index) => `data-${host}-${index}`)

/** What one agent tells first: half of the volumes are mounted, each by one container. */
function firstReport(host: number) {
  const volumes = names(host)
  const containers = volumes.slice(0, containersEach).map((name) => {
    const mount = mountFact({ name, source: `/var/lib/docker/volumes/${name}/_data` })
    return containerFact(`app-${name}`, { labels: { 'com.docker.compose.project': 'shop' }, project: 'shop', mounts: [mount] })
  })
  return {
    engine: theEngine(engineFact({ engineId: `engine-${host}`, hostname: `host-${host}`, bootId: `boot-${host}` })),
    volumes: allVolumes(...volumes.map((name) => volumeFact(name))),
    containers: allContainers(...containers),
  }
}

/** Columns in their order; ids of the sequence are new in the copy. */
const tables = ['host', 'volume', 'container', 'container_mount'] as const

/** First full reports of a whole fleet through `applyReport`, 10 at a time as a server takes them, against one INSERT per table of the rows they made. */
export async function ingest(say: (line: string) => void): Promise<Figure[]> {
  const postgres = await ownPostgres()
  const { db } = postgres
  try {
    const reports = Array.from({ length: hosts }, (_, host) => firstReport(host))
    const fleet: TestHost[] = []
    for (let host = 0; host < hosts; host += 1) fleet.push(await testHost(db, `host-${host}`))
    const oursMs = await timed(async () => {
      await atOnce(hosts, reportsAtOnce, async (index) => {
        const { outcome, reason } = (await fleet[index]?.report({ sections: reports[index] })) ?? { outcome: 'none', reason: '' }
        if (outcome !== 'applied') throw new Error(`report ${index}: ${outcome}, ${reason}`)
      })
    })
    const rows: Record<string, string> = {}
    const counts: string[] = []
    for (const table of tables) {
      const { rows: found } = await db.pool.query<{ all: string; count: string }>(
        `SELECT coalesce(json_agg(t), '[]')::text AS all, count(*)::text AS count FROM ${table} t`,
      )
      rows[table] = found[0]?.all ?? '[]'
      counts.push(`${found[0]?.count} ${table}`)
    }
    say(`ingest: ${counts.join(', ')}: ${oursMs.toFixed(0)} ms`)
    await db.pool.query('TRUNCATE host CASCADE')
    // The hosts were there before the reports too, so their rows are not part of the comparison.
    const put = async (table: string) => {
      const { rows: columns } = await db.pool.query<{ name: string }>(
        `SELECT quote_ident(column_name) AS name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1 AND is_generated = 'NEVER'`,
        [table],
      )
      const names = columns.map(({ name }) => name).join(', ')
      await db.pool.query(
        `INSERT INTO ${table} (${names}) SELECT ${names} FROM json_populate_recordset(NULL::${table}, $1::json)`,
        [rows[table]],
      )
    }
    await put('host')
    const peerMs = await timed(async () => {
      for (const table of tables.slice(1)) await put(table)
    })
    say(`ingest: the same rows in one INSERT per table: ${peerMs.toFixed(0)} ms`)
    const peer = {
      what: `one INSERT per table of the same ${hosts * (volumesEach + 2 * containersEach)} rows, sent as JSON`,
      value: peerMs,
    }
    const what = `ingest of a fleet: ${hosts} hosts × ${volumesEach} volumes × ${containersEach} containers`
    return [{ what, unit: 'ms', ours: oursMs, peer, target: { of: 'ratio', most: 3 } }]
  } finally {
    await postgres.stop()
  }
}
