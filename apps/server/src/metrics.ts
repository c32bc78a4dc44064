import { tokenActor } from '@stowage/api/token-actor'
import { visibleHostIds } from '@stowage/api/visible-hosts'
import type { Database } from '@stowage/db/client'
import { hostMetrics } from '@stowage/db/metrics/host-metrics'
import { volumeSizes } from '@stowage/db/metrics/volume-metrics'
import type { FastifyInstance } from 'fastify'
import { hostFiguresText } from './metrics-hosts.ts'
import type { ServerMetrics } from './metrics-server.ts'
import { bearerToken } from './request-actor.ts'

/** However often somebody scrapes, the database is asked no more often. */
const freshMs = 10_000
const volumesMax = 10_000

type Options = {
  db: Database
  metrics: ServerMetrics
  /** Names of volumes that may be labels, `*` for anything; empty = none. */
  volumePatterns: readonly string[]
  now: () => Date
}

/** GET /metrics with an API token, in the format of Prometheus: this process, and the hosts that the token's owner sees. */
export function metricsRoute(app: FastifyInstance, { db, metrics, volumePatterns, now }: Options): void {
  const answers = new Map<string, { until: number; text: Promise<string> }>()
  const read = async (hostPatterns: string[]): Promise<string> => {
    const end = metrics.scrapeSeconds.startTimer()
    const at = now()
    const who = { hostIds: await visibleHostIds(db.prisma, { hostPatterns }), now: at }
    const { hosts, leftOut } = await hostMetrics(db, who)
    const hostIds = hosts.map(({ facts }) => facts.id)
    const volumes = await volumeSizes(db, { hostIds, patterns: volumePatterns, most: volumesMax })
    end()
    return hostFiguresText({ hosts, volumes: volumes.sizes, leftOut: { hosts: leftOut, volumes: volumes.leftOut }, now: at })
  }
  const hostText = (hostPatterns: string[]): Promise<string> => {
    const time = performance.now()
    for (const [key, { until }] of answers) if (until <= time) answers.delete(key)
    const key = JSON.stringify(hostPatterns)
    const text = answers.get(key)?.text ?? read(hostPatterns)
    if (!answers.has(key)) {
      answers.set(key, { until: time + freshMs, text })
      text.catch(() => answers.delete(key))
    }
    return text
  }
  app.get('/metrics', async (request, reply) => {
    const { hostPatterns } = await tokenActor(db.prisma, bearerToken(request), now())
    const [own, hosts] = await Promise.all([metrics.register.metrics(), hostText(hostPatterns)])
    return reply.type(metrics.register.contentType).send(`${own}\n${hosts}`)
  })
}
