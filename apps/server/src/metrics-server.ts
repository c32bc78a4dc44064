import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Database } from '@stowage/db/client'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Health } from './health.ts'

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

/** Figures of this process. The names of the process's own are those that Prometheus clients share. */
export function serverMetrics({ db, health }: { db: Database; health: Health }) {
  const register = new Registry()
  const registers = [register]
  const delay = monitorEventLoopDelay({ resolution: 20 })
  delay.enable()
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      ...{ name, help, registers },
      collect() {
        this.set(read())
      },
    })
  gauge('process_resident_memory_bytes', 'Resident memory of the server.', () => process.memoryUsage.rss())
  gauge('process_start_time_seconds', 'When the server started, Unix time.', () => Date.now() / 1000 - process.uptime())
  gauge('nodejs_heap_size_used_bytes', 'Heap in use.', () => process.memoryUsage().heapUsed)
  gauge('nodejs_eventloop_lag_p99_seconds', 'Delay of the event loop since the last scrape, 99th percentile.', () => {
    const lag = delay.percentile(99) / 1e9
    delay.reset()
    return Number.isFinite(lag) ? lag : 0
  })
  new Counter({
    ...{ name: 'process_cpu_seconds_total', help: 'User and system time of the server.', registers },
    collect() {
      const { user, system } = process.cpuUsage()
      this.reset()
      this.inc((user + system) / 1e6)
    },
  })
  gauge('stowage_database_up', '1 while the database answers.', () => (health.state === 'database-away' ? 0 : 1))
  gauge('stowage_database_connections', 'Open connections of the pool.', () => db.pool.totalCount)
  gauge('stowage_database_connections_idle', 'Connections of the pool that wait for work.', () => db.pool.idleCount)
  gauge('stowage_database_waiting', 'Calls that wait for a connection.', () => db.pool.waitingCount)

  return {
    register,
    http: new Histogram({
      ...{ name: 'stowage_http_request_duration_seconds', help: 'Answers by group of routes; streams are not among them.' },
      ...{ labelNames: ['group', 'status'] as const, buckets: seconds, registers },
    }),
    procedures: new Histogram({
      ...{ name: 'stowage_trpc_duration_seconds', help: 'Calls of procedures. One of a batch takes as long as its batch.' },
      ...{ labelNames: ['procedure'] as const, buckets: seconds, registers },
    }),
    reports: new Counter({
      ...{ name: 'stowage_ingest_reports_total', help: 'Reports of agents by the status of their answer.' },
      ...{ labelNames: ['status'] as const, registers },
    }),
    reportSeconds: new Histogram({
      ...{ name: 'stowage_ingest_duration_seconds', help: 'From a report to its rows.', buckets: seconds, registers },
    }),
    reportBytes: new Counter({ name: 'stowage_ingest_bytes_total', help: 'Bytes of reports as sent.', registers }),
    streams: new Gauge({
      ...{ name: 'stowage_streams', help: 'Open streams: of agents for their work, of browsers for changes.' },
      ...{ labelNames: ['group'] as const, registers },
    }),
    scrapeSeconds: new Histogram({
      ...{ name: 'stowage_metrics_query_duration_seconds', help: 'Asking the database for the figures of hosts.' },
      ...{ buckets: seconds, registers },
    }),
    stop: () => delay.disable(),
  }
}

export type ServerMetrics = ReturnType<typeof serverMetrics>
