import { agentRouter } from '@stowage/api/agent/router'
import { appRouter } from '@stowage/api/router'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { pathOf } from './log.ts'
import type { ServerMetrics } from './metrics-server.ts'

const groups = ['trpc', 'agent', 'auth', 'streams', 'metrics'] as const
const procedures = {
  trpc: new Set(Object.keys(appRouter._def.procedures)),
  agent: new Set(Object.keys(agentRouter._def.procedures)),
}

/** Times every answer and counts open streams. What a stranger may call things never becomes a label. */
export function measureHttp(app: FastifyInstance, metrics: ServerMetrics): void {
  app.addHook('onSend', async (request, reply) => {
    if (!isStream(reply.getHeader('content-type'))) return
    const group = groupOf(request)
    metrics.streams.inc({ group })
    reply.raw.once('close', () => metrics.streams.dec({ group }))
  })
  app.addHook('onResponse', async (request, reply) => {
    if (isStream(reply.getHeader('content-type'))) return
    const group = groupOf(request)
    const took = reply.elapsedTime / 1000
    const status = `${Math.floor(reply.statusCode / 100)}xx`
    metrics.http.observe({ group, status }, took)
    for (const procedure of proceduresOf(request)) metrics.procedures.observe({ procedure }, took)
    if (pathOf(request.url) !== '/agent/report') return
    metrics.reports.inc({ status })
    metrics.reportSeconds.observe(took)
    metrics.reportBytes.inc(Number(request.headers['content-length'] ?? 0) || 0)
  })
}

const isStream = (type: unknown) => typeof type === 'string' && type.startsWith('text/event-stream')

function groupOf(request: FastifyRequest): string {
  const [, first = ''] = pathOf(request.url).split('/')
  if (first === 'livez' || first === 'readyz') return 'health'
  return groups.find((group) => group === first) ?? 'pages'
}

/** The procedures of ours that a call names; a batch names several. */
function proceduresOf(request: FastifyRequest): string[] {
  const [, group, names = ''] = pathOf(request.url).split('/')
  if (group !== 'trpc' && group !== 'agent') return []
  const known = names.split(',').filter((name) => procedures[group].has(name))
  return [...new Set(known)].map((name) => (group === 'agent' ? `agent.${name}` : name))
}
