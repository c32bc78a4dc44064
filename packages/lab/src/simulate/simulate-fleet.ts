import { seededRandom } from './random.ts'
import { type AgentOptions, type SimulatedAgent, startSimulatedAgent } from './simulated-agent.ts'

export type FleetOptions = Pick<AgentOptions, 'onHello' | 'onEnd' | 'wait'> & {
  server: URL
  hosts: number
  volumesEach: number
  containersEach: number
  /** Things that happen on each host in a minute: data is written, a container stops or starts. 0 = nothing does. */
  changesPerMinute: number
  /** A single-use enrolment token for a host of this name. */
  invite: (name: string) => Promise<string>
  seed?: number
  /** Before the number in each name. */
  prefix?: string
}

const enrolAtOnce = 8
const tickMs = 1000

/** Many hosts in this process, each with its own key, session and job stream. `stop` ends them; the server keeps what it knows. */
export async function simulateFleet(options: FleetOptions) {
  const { hosts, changesPerMinute, seed = 1, prefix = 'sim' } = options
  const agents: SimulatedAgent[] = []
  const random = seededRandom(seed)
  const enrolNext = async () => {
    for (let index = started++; index < hosts; index = started++) {
      const name = `${prefix}-${String(index + 1).padStart(4, '0')}`
      agents.push(
        await startSimulatedAgent({
          ...{ name, server: options.server, token: await options.invite(name) },
          ...{ volumes: options.volumesEach, containers: options.containersEach, random: seededRandom(seed + index) },
          ...{ onHello: options.onHello, onEnd: options.onEnd, wait: options.wait },
        }),
      )
    }
  }
  let started = 0
  const stop = async () => {
    clearInterval(churn)
    await Promise.all(agents.map((agent) => agent.stop()))
  }
  let churn: NodeJS.Timeout | undefined
  try {
    await Promise.all(Array.from({ length: enrolAtOnce }, enrolNext))
  } catch (error) {
    await stop()
    throw error
  }
  if (changesPerMinute > 0)
    churn = setInterval(() => {
      for (const agent of agents) {
        // So many changes in this tick on average, whole ones only.
        const expected = (changesPerMinute * tickMs) / 60_000
        const count = Math.floor(expected) + (random() < expected % 1 ? 1 : 0)
        if (count > 0) agent.change(count)
      }
    }, tickMs)
  return {
    agents,
    connected: () => agents.filter((agent) => agent.isConnected()).length,
    /** Agents whose inventory the server holds as it is now. */
    told: () => agents.filter((agent) => agent.isTold()).length,
    stop,
  }
}

export type SimulatedFleet = Awaited<ReturnType<typeof simulateFleet>>
