import { readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { type ConnectOptions, connectEngine } from '@stowage/engine/connect'
import { killAt, noFault } from './act/fault.ts'
import { startAgent } from './agent.ts'
import { systemClock } from './clock.ts'
import { type Env, readEnv } from './env.ts'
import { Failure } from './failure.ts'
import { BackOff } from './link/back-off.ts'
import { enrol } from './link/enrol.ts'
import { type Identity, readIdentity, tokenHash } from './link/identity.ts'
import { serverUrl } from './link/server-url.ts'
import { createLog, type Log } from './log.ts'
import { lockState } from './state-lock.ts'
import { agentVersion } from './version.ts'

const usage = `Usage: stowage-agent                 run on this host
       stowage-agent enrol URL TOKEN  make this host known to a server, then run
       stowage-agent health           exit 0 while the running agent reaches its server, else 1
       stowage-agent version`

function engineAddress(dockerHost: string | null): ConnectOptions {
  if (dockerHost === null) return { socketPath: '/var/run/docker.sock' }
  if (dockerHost.startsWith('unix://')) return { socketPath: dockerHost.slice('unix://'.length) }
  return { host: dockerHost }
}

/** The engine's name for the machine: in a container our own would be that container's id. */
async function machineName(address: ConnectOptions): Promise<string> {
  const asked = async () => {
    const engine = await connectEngine({ ...address, deadlines: { read: 3000 } })
    try {
      return (await engine.readEngine()).hostname
    } finally {
      engine.close()
    }
  }
  return (await asked().catch(() => '')) || hostname()
}

/** The token to enrol with. A file that is gone is no mistake: a host that is enrolled needs it no more. */
function tokenOf(env: Env, log: Log): string | null {
  const file = env.STOWAGE_ENROL_TOKEN_FILE
  if (env.STOWAGE_ENROL_TOKEN || !file) return env.STOWAGE_ENROL_TOKEN ?? null
  try {
    return readFileSync(file, 'utf8').trim() || null
  } catch (error) {
    log.warn('the enrolment token cannot be read', { file, reason: error instanceof Error ? error.message : String(error) })
    return null
  }
}

/** Who this host is: enrolled before, or now. A token that no longer serves does not stop a host that is enrolled. */
async function identify(env: Env, server: string | null, token: string | null, log: Log): Promise<Identity> {
  const known = await readIdentity(env.STOWAGE_STATE_DIR)
  if (token && server && known?.tokenHash !== tokenHash(token)) {
    const url = serverUrl(server, env.STOWAGE_INSECURE_HTTP)
    const backOff = new BackOff(Math.random, () => performance.now())
    const options = {
      stateDirectory: env.STOWAGE_STATE_DIR,
      server: url,
      token,
      agentVersion,
      hostname: await machineName(engineAddress(env.DOCKER_HOST)),
      log,
      backOff,
      wait: (ms: number) => sleep(ms),
    }
    try {
      return await enrol(options)
    } catch (error) {
      if (!known || !(error instanceof Failure)) throw error
      log.warn('this host stays what it was', { reason: error.message })
    }
  }
  if (!known)
    throw new Failure(
      'This host is not enrolled. Run "stowage-agent enrol URL TOKEN", or set STOWAGE_URL and STOWAGE_ENROL_TOKEN. "Add a host" in Stowage shows both.',
    )
  const url = serverUrl(server ?? known.url, env.STOWAGE_INSECURE_HTTP)
  return { ...known, url: url.href }
}

/** The agent's program except for what `main.ts` answers itself. @returns the exit code; throws Failure */
export async function run(args: readonly string[]): Promise<number> {
  const [command, server = null, token = null] = args
  if (command === 'version') {
    process.stdout.write(`${agentVersion}\n`)
    return 0
  }
  if (command !== undefined && (command !== 'enrol' || !server || !token)) {
    process.stderr.write(`${usage}\n`)
    return 64
  }
  const env = readEnv(process.env)
  const clock = systemClock(env.STOWAGE_TEST_FAULTS ? env.STOWAGE_TEST_CLOCK_OFFSET_MS : 0)
  const log = createLog((line) => process.stderr.write(line), clock.now)
  await mkdir(env.STOWAGE_STATE_DIR, { recursive: true, mode: 0o700 })
  const unlock = await lockState(env.STOWAGE_STATE_DIR)
  try {
    const identity = await identify(env, server ?? env.STOWAGE_URL, token ?? tokenOf(env, log), log)
    const agent = await startAgent({
      identity,
      stateDirectory: env.STOWAGE_STATE_DIR,
      policyFile: env.STOWAGE_POLICY_FILE,
      engine: engineAddress(env.DOCKER_HOST),
      agentVersion,
      layersMs: env.STOWAGE_LAYERS_MINUTES * 60_000,
      sizesMs: env.STOWAGE_SIZES_MINUTES * 60_000,
      log,
      clock,
      fault: env.STOWAGE_TEST_FAULTS ? killAt(env.STOWAGE_FAULT) : noFault,
    })
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void agent.stop())
    return (await agent.ended) === 'revoked' ? 3 : 0
  } finally {
    await unlock()
  }
}
