import { join } from 'node:path'
import { listRefsMax } from '@stowage/domain/list'
import { unpackRefs } from '@stowage/domain/refs'
import { makeToken, makeUser } from '@stowage/stack/local-access'
import { startServerProgram } from '@stowage/stack/server-program'
import type { Figure } from './figure.ts'
import { plainClient } from './http-get.ts'
import { growFleet, keepReporting } from './lists-fleet.ts'
import { percentile } from './percentile.ts'
import { ownPostgres } from './postgres.ts'
import { timedRuns } from './timed.ts'

type Question = { noun?: 'containers'; q?: string; sort?: string }
const questions: readonly Question[] = [
  {},
  { sort: '-name' },
  { sort: '-size' },
  { sort: 'growth' },
  { sort: '-files' },
  { sort: 'written' },
  { sort: '-created' },
  { sort: 'seen' },
  { sort: '-mounted' },
  { sort: 'host' },
  { sort: 'project' },
  { sort: 'state' },
  { q: 'pg' },
  { q: 'name:data-*' },
  { q: 'host:host-01*' },
  { q: 'size:>1GiB', sort: '-size' },
  { q: 'growth:>1GiB', sort: '-growth' },
  { q: 'written:>30d files:>1000', sort: '-written' },
  { q: 'label:team=web' },
  { q: '-label:team=web' },
  { q: 'state:orphan' },
  { q: 'state:orphan', sort: '-size' },
  { q: '-state:orphan', sort: '-size' },
  { q: 'mounted:yes' },
  { q: 'mounted:no', sort: '-created' },
  { q: 'used-by:app-1*' },
  { q: 'image:postgres*' },
  { q: 'idle:>30d' },
  { noun: 'containers' },
  { noun: 'containers', sort: 'image' },
  { noun: 'containers', sort: 'state' },
  { noun: 'containers', sort: 'project' },
  { noun: 'containers', sort: '-layer' },
  { noun: 'containers', sort: '-lost' },
  { noun: 'containers', q: 'image:postgres*' },
  { noun: 'containers', q: 'lost:>100MiB', sort: '-lost' },
  { noun: 'containers', q: 'mount:data-*' },
]
const sizes = [1000, 10_000, 100_000]
const runs = 20
const bareSelect = `SELECT id FROM volume WHERE "removedAt" IS NULL ORDER BY "createdAt" LIMIT ${listRefsMax}`

const wordsOf = ({ noun, q, sort }: Question) =>
  [noun ?? '', q ?? 'no filter', sort ? `sort ${sort}` : ''].filter(Boolean).join(', ')
const pathOf = ({
  noun = 'volumes',
  q = '',
  sort = null,
}: Omit<Question, 'noun' | 'sort'> & { noun?: string; sort?: string | null }) =>
  `/trpc/${noun}.query?input=${encodeURIComponent(JSON.stringify({ json: { q, sort } }))}`

/** `volumes.query` and `containers.query` over HTTP with a token, at growing fleets: each question by itself, one caller. */
export async function lists(say: (line: string) => void): Promise<Figure[]> {
  const postgres = await ownPostgres()
  const server = await startServerProgram({ databaseUrl: postgres.url, dataDir: join(postgres.dir, 'server'), port: 0 }).catch(
    async (error: unknown) => {
      await postgres.stop()
      throw error
    },
  )
  try {
    const admin = await makeUser(postgres.db, { name: 'Bench', email: 'bench@localhost', role: 'admin' })
    const token = await makeToken(postgres.db, admin.id, { name: 'bench', role: 'admin' })
    const headers = { authorization: `Bearer ${token}` }
    const client = plainClient({ host: '127.0.0.1', port: server.port, headers }, { connections: 1 })
    const figures: Figure[] = []
    for (const volumes of sizes) {
      await growFleet(postgres.db, volumes)
      await keepReporting(postgres.db)
      const bare = percentile(await timedRuns(runs, () => postgres.db.pool.query(bareSelect)), 95)
      const peer = { what: `one SELECT of up to ${listRefsMax} ids by time of creation at a database client, p95`, value: bare }
      const measure = async (question: Question, encoding = 'identity'): Promise<Figure> => {
        const ask = () => client.get(pathOf(question), { 'accept-encoding': encoding })
        await ask()
        const samples = await timedRuns(runs, ask)
        const words = `${wordsOf(question)}${encoding === 'identity' ? '' : `, ${encoding}`}`
        say(
          `${volumes} volumes, ${words}: p50 ${percentile(samples, 50).toFixed(1)} ms, p95 ${percentile(samples, 95).toFixed(1)} ms`,
        )
        const target: Figure['target'] = encoding === 'identity' ? { of: 'value', most: 50 } : null
        return { what: `list of ${volumes} rows, ${words}, p95`, unit: 'ms', ours: percentile(samples, 95), peer, target }
      }
      const page = async (noun: 'volumes' | 'containers'): Promise<Figure> => {
        const [, packed = ''] = /"refs":"([^"]*)"/.exec((await client.get(pathOf({ noun }))).toString()) ?? []
        const refs = unpackRefs(packed)
        const middle = refs.slice(refs.length / 2, refs.length / 2 + 100)
        const ask = () => client.get(`/trpc/${noun}.rows?input=${encodeURIComponent(JSON.stringify({ json: { refs: middle } }))}`)
        await ask()
        const samples = await timedRuns(runs, ask)
        say(
          `${volumes} ${noun}, a page of 100 rows: p50 ${percentile(samples, 50).toFixed(1)} ms, p95 ${percentile(samples, 95).toFixed(1)} ms`,
        )
        return {
          what: `a page of 100 of ${volumes} ${noun}, p95`,
          unit: 'ms',
          ours: percentile(samples, 95),
          peer,
          target: { of: 'value', most: 50 },
        }
      }
      const each: Figure[] = []
      for (const question of questions) each.push(await measure(question))
      each.push(await page('volumes'), await page('containers'))
      const slowest = each.toSorted((a, b) => b.ours - a.ours)[0]
      if (slowest) figures.push({ ...slowest, what: `${slowest.what} (slowest of ${each.length})` })
      const isLargest = volumes === sizes.at(-1)
      if (isLargest) each.push(await measure({}, 'gzip'))
      figures.push(...each.map((figure) => ({ ...figure, isDetail: !isLargest })))
    }
    client.close()
    return figures
  } finally {
    await server.stop()
    await postgres.stop()
  }
}
