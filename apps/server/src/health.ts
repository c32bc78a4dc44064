import type { Database } from '@stowage/db/client'
import type { FastifyInstance } from 'fastify'

const askEveryMs = 1_000
const answerMsMax = 2_000

/** Whether calls can be served: migrations are done, the server is not stopping, and the database answered within the last seconds. */
export interface Health {
  readonly ready: boolean
  /** One word for the answer of /readyz. */
  readonly state: 'starting' | 'ready' | 'database-away' | 'stopping'
  started(): void
  stopping(): void
  end(): void
}

/** Asks the database once a second, so that a burst of probes costs nothing and recovery shows at once (FA3). */
export function watchHealth(db: Database): Health {
  let phase: 'starting' | 'running' | 'stopping' = 'starting'
  let answered = true
  let timer: NodeJS.Timeout | undefined
  const ask = async () => {
    answered = await Promise.race([
      db.pool.query('SELECT 1').then(
        () => true,
        () => false,
      ),
      new Promise<boolean>((resolve) => setTimeout(resolve, answerMsMax, false).unref()),
    ])
    if (phase === 'running') timer = setTimeout(ask, askEveryMs).unref()
  }
  const state = () => {
    if (phase !== 'running') return phase
    return answered ? 'ready' : 'database-away'
  }
  return {
    get ready() {
      return state() === 'ready'
    },
    get state() {
      return state()
    },
    started() {
      phase = 'running'
      timer = setTimeout(ask, askEveryMs).unref()
    },
    stopping() {
      phase = 'stopping'
    },
    end() {
      clearTimeout(timer)
    },
  }
}

export function healthRoutes(app: FastifyInstance, health: Health): void {
  app.get('/livez', async () => ({ status: 'alive' }))
  app.get('/readyz', async (_request, reply) => reply.code(health.ready ? 200 : 503).send({ status: health.state }))
}
