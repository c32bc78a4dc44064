import { Agent } from 'node:http'
import { inspect } from 'node:util'
import Docker from 'dockerode'

export type EngineAddress = { socketPath: string } | { host: string }

export type Pool = 'read' | 'measure' | 'write'

/** A dockerode client. The nulled options are those that DOCKER_HOST and friends would otherwise slip in. */
export function dockerClient(address: EngineAddress, version: string | null, agent: Agent | undefined): Docker {
  const common = {
    version: version === null ? undefined : `v${version}`,
    agent,
    timeout: undefined,
    ca: undefined,
    cert: undefined,
    key: undefined,
  }
  if ('socketPath' in address) return new Docker({ ...common, protocol: 'http', host: undefined, socketPath: address.socketPath })
  const url = new URL(address.host.replace(/^tcp:/, 'http:'))
  const protocol = url.protocol === 'https:' ? 'https' : 'http'
  return new Docker({
    ...common,
    protocol,
    host: url.hostname,
    port: url.port || (protocol === 'https' ? 2376 : 2375),
    socketPath: undefined,
  })
}

/** docker-modem prints the options of each request, agent and sockets included, for a log that is off: 3 ms a call until it meets this. */
class PoolAgent extends Agent {
  [inspect.custom]() {
    return 'pool'
  }
}

/** One pool of connections. Only pools for reads keep connections: a write must never meet one that died meanwhile. */
export const connectionPool = (pool: Pool): Agent =>
  new PoolAgent({ keepAlive: pool !== 'write', maxSockets: pool === 'read' ? 8 : 4 })
