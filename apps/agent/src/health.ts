import { freshS, machineTime, readSign } from './sign-of-life.ts'
import { defaultStateDirectory } from './state-directory.ts'

type Health = { healthy: boolean; line: string }

/**
 * Whether the agent that uses this state directory was answered by its server lately. A Docker Engine that is down is no illness of the
 * agent: it tells the server so. Only reads.
 */
export async function checkHealth(directory: string, now = machineTime): Promise<Health> {
  const sign = await readSign(directory)
  const { boot, upS } = await now()
  if (!sign || sign.boot !== boot || sign.upS > upS)
    return { healthy: false, line: `No agent with its state in ${directory} has reached its server since it started.` }
  const ageS = Math.round(upS - sign.upS)
  if (ageS > freshS)
    return { healthy: false, line: `The server last answered the agent ${ageS} s ago. The agent's log says why.` }
  return { healthy: true, line: `The server answered ${ageS} s ago${sign.engine ? '' : '; the Docker Engine does not answer'}.` }
}

/** `stowage-agent health`, for a container's HEALTHCHECK. @returns the exit code */
export async function health(): Promise<number> {
  const { healthy, line } = await checkHealth(process.env.STOWAGE_STATE_DIR ?? defaultStateDirectory)
  process.stdout.write(`${line}\n`)
  return healthy ? 0 : 1
}
