import { readFileSync } from 'node:fs'
import { volumeSizes } from '@stowage/db/metrics/volume-metrics'
import { addContainer, addHost, addVolume } from '@stowage/db/testing/fleet-rows'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type TestServer, testServer } from './testing/test-server.ts'

const GiB = 1024 ** 3

async function scrape(app: TestServer, hostPatterns: string[] = []): Promise<string> {
  const { id } = await app.person('viewer', hostPatterns)
  const answer = await app.raw('/metrics', { headers: { authorization: `Bearer ${await app.token(id, 'viewer')}` } })
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8'])
  return answer.text()
}

/** The samples of a page; a line that is neither a comment nor a sample throws. */
function samples(text: string): Map<string, number> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('# '))
  return new Map(
    lines.map((line) => {
      const [, series = '', value = ''] = /^([a-z_0-9]+(?:\{(?:[a-z]+="(?:[^"\\\n]|\\[\\"n])*",?)+\})?) (\S+)$/.exec(line) ?? []
      if (series === '') throw new Error(`not a sample: ${line}`)
      return [series, Number(value)]
    }),
  )
}

const forecast = (kind: object) => ({
  ...{ dimension: 'bytes', forecast: kind, runaway: null, text: '', method: '', daysMeasured: 28, errorPoints: null },
})
const date = { kind: 'date', days: 41.4, loDays: 27.2, hiDays: null, accelerating: false, pointsPerDay: 1 }

async function someFleet(app: TestServer) {
  const seen = new Date(Date.now() - 5000)
  const disk = { diskBytes: 100 * GiB, diskUsedBytes: 40 * GiB, diskAvailableBytes: 55 * GiB, totalInodes: 1000, usedInodes: 10 }
  const web = await addHost(app.db, { name: 'web-01', lastSeenAt: seen, ...disk, forecasts: [forecast(date)] })
  const silent = await addHost(app.db, {
    name: 'db-01',
    lastSeenAt: new Date(Date.now() - 3_600_000),
    forecasts: [forecast({ kind: 'no_trend' })],
  })
  await app.db.prisma.hostSection.updateMany({ where: { hostId: web }, data: { collectedAt: seen } })
  await addVolume(app.db, web, { name: 'pg', sizeBytes: 3 * GiB })
  await addVolume(app.db, web, { name: 'cache', sizeBytes: null })
  await addVolume(app.db, silent, { name: 'pg', sizeBytes: GiB })
  await addContainer(app.db, web, { name: 'db', layerBytes: 7, logBytes: 5, mounts: [{ name: 'pg' }] })
  return { web, silent }
}

describe('/metrics', () => {
  it('wants an API token: nothing, a wrong one and a session are all 401', async () => {
    await using app = await testServer()
    const { cookie } = await app.person('admin')
    const tries = [{}, { cookie }, { authorization: 'Bearer nonsense' }, { authorization: `Bearer stw_${'a'.repeat(43)}` }]
    const answers = await Promise.all(tries.map((headers) => app.raw('/metrics', { headers })))
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401])
  })

  it('tells hosts as they are; what is unknown has no sample', async () => {
    await using app = await testServer()
    await someFleet(app)
    const told = samples(await scrape(app))
    expect(told.get('stowage_host_up{host="web-01"}')).toBe(1)
    expect(told.get('stowage_host_up{host="db-01"}')).toBe(0)
    expect(
      told.get('stowage_host_state{host="db-01",state="offline"}') ??
        told.get('stowage_host_state{host="db-01",state="unreachable"}'),
    ).toBe(1)
    expect(told.get('stowage_host_last_report_age_seconds{host="db-01"}')).toBeGreaterThanOrEqual(3600)
    expect(told.get('stowage_host_disk_used_bytes{host="web-01"}')).toBe(40 * GiB)
    expect(told.has('stowage_host_disk_used_bytes{host="db-01"}')).toBe(false)
    expect(told.get('stowage_host_volumes{host="web-01",state="used"}')).toBe(1)
    expect(told.get('stowage_host_volumes{host="db-01",state="unknown"}')).toBe(1)
    expect(told.get('stowage_host_containers{host="web-01",state="running"}')).toBe(1)
    expect(told.get('stowage_host_size_bytes{host="web-01",kind="volumes-in-use"}')).toBe(3 * GiB)
    expect(told.get('stowage_host_size_bytes{host="web-01",kind="layers"}')).toBe(7)
    expect(told.has('stowage_host_size_bytes{host="web-01",kind="images"}')).toBe(false)
    expect(
      [...told].filter(([series]) => /unmeasured.*web-01.*volumes/.test(series)).reduce((sum, [, value]) => sum + value, 0),
    ).toBe(1)
  })

  it('tells forecasts only where there is a date, and an open end not at all', async () => {
    await using app = await testServer()
    await someFleet(app)
    const dated = [...samples(await scrape(app))].filter(([series]) => series.startsWith('stowage_host_forecast_days'))
    expect(dated).toEqual([
      ['stowage_host_forecast_days{host="web-01",dimension="bytes",bound="expected"}', 41.4],
      ['stowage_host_forecast_days{host="web-01",dimension="bytes",bound="low"}', 27.2],
    ])
  })

  it('shows the hosts that the owner of the token sees and no other', async () => {
    await using app = await testServer()
    await someFleet(app)
    const text = await scrape(app, ['web-*'])
    expect(text).toContain('web-01')
    expect(text).not.toContain('db-01')
    expect(await scrape(app)).toContain('db-01')
  })

  it('names no volume by default, and with a list only what it allows', async () => {
    await using quiet = await testServer()
    await someFleet(quiet)
    expect(await scrape(quiet)).not.toMatch(/stowage_volume_size_bytes\{|"pg"/)
    await using open = await testServer({ metricsVolumes: ['p*', 'nothing'] })
    await someFleet(open)
    const named = [...samples(await scrape(open))].filter(([series]) => series.startsWith('stowage_volume_size_bytes'))
    expect(named).toEqual([
      ['stowage_volume_size_bytes{host="web-01",volume="pg"}', 3 * GiB],
      ['stowage_volume_size_bytes{host="db-01",volume="pg"}', GiB],
    ])
  })

  it('escapes hostile names, so that they stay one label of one sample', async () => {
    await using app = await testServer({ metricsVolumes: ['*'] })
    const host = await addHost(app.db, { name: 'web"} 1\nstowage_host_up{host="x"} 7\\' })
    await addVolume(app.db, host, { name: '",evil="1\n# HELP x', sizeBytes: 9 })
    const told = samples(await scrape(app))
    expect([...told.keys()].filter((series) => series.startsWith('stowage_host_up'))).toHaveLength(1)
    expect([...told].find(([series]) => series.startsWith('stowage_volume_size_bytes'))?.[1]).toBe(9)
  })

  it('keeps the largest volumes and counts what it leaves out', async () => {
    await using app = await testServer()
    const { web } = await someFleet(app)
    await addVolume(app.db, web, { name: 'small', sizeBytes: 1 })
    const answer = await volumeSizes(app.db, { hostIds: [web], patterns: ['*'], most: 1 })
    expect(answer).toEqual({ sizes: [{ host: 'web-01', volume: 'pg', bytes: 3 * GiB }], leftOut: 1 })
    expect(samples(await scrape(app)).get('stowage_metrics_left_out{what="volumes"}')).toBe(0)
  })

  it('asks the database once in ten seconds, whoever scrapes', async () => {
    await using app = await testServer()
    const { web } = await someFleet(app)
    const hostsOnly = (text: string) => text.split('\n').filter((line) => line.startsWith('stowage_host_'))
    const before = hostsOnly(await scrape(app))
    await addVolume(app.db, web, { name: 'new', sizeBytes: 1 })
    expect(hostsOnly(await scrape(app))).toEqual(before)
  })

  it('times answers by group and procedure; what a stranger calls things is no label', async () => {
    await using app = await testServer()
    const viewer = await app.person('viewer')
    await app.client(viewer).hosts.list.query({})
    await app.raw('/trpc/evil.name,hosts.list?batch=1')
    await app.raw('/made-up-page')
    const text = await scrape(app)
    const told = samples(text)
    expect(told.get('stowage_trpc_duration_seconds_count{procedure="hosts.list"}')).toBe(2)
    expect(told.get('stowage_http_request_duration_seconds_count{group="pages",status="4xx"}')).toBe(1)
    expect(told.get('stowage_database_up')).toBe(1)
    expect(told.get('process_resident_memory_bytes')).toBeGreaterThan(1e6)
    expect(text).not.toMatch(/evil|made-up/)
  })
})

const Dashboard = z.object({
  panels: z.array(z.object({ id: z.number(), title: z.string(), targets: z.array(z.object({ expr: z.string() })).optional() })),
})

describe('docs/grafana/stowage.json', () => {
  it('asks only for metrics that the server tells, and for all of them', async () => {
    await using app = await testServer()
    await someFleet(app)
    const told = [...(await scrape(app)).matchAll(/^# TYPE (\S+) /gm)].map(([, name = '']) => name)
    const { panels } = Dashboard.parse(
      JSON.parse(readFileSync(new URL('../../../docs/grafana/stowage.json', import.meta.url), 'utf8')),
    )
    const asked = panels.flatMap(({ targets = [] }) =>
      targets.flatMap(({ expr }) => expr.match(/\b(stowage|process|nodejs)_[a-z0-9_]+/g) ?? []),
    )
    const names = new Set(asked.map((name) => name.replace(/_(bucket|sum|count)$/, '')))
    expect([...names].sort()).toEqual(told.sort())
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length)
  })
})
