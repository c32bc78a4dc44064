import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { JobResult, JobSpec, VolumeCreateParams, VolumeRemoveParams } from '@stowage/domain/job'
import type { LabHost } from '@stowage/lab/host'
import { poll } from '@stowage/lab/poll'
import { type AgentProcess, startAgentProcess } from './agent-process.ts'
import { type AgentServer, agentServer, type TestHost } from './agent-server.ts'

export const create = (name: string, rest: Partial<VolumeCreateParams> = {}): JobSpec => ({
  kind: 'volume.create',
  params: { name, driver: 'local', options: {}, labels: {}, ...rest },
})

/** A removal of the volume as the server knows it now. */
export async function remove(host: TestHost, name: string, rest: Partial<VolumeRemoveParams['expect']> = {}): Promise<JobSpec> {
  const fact = await poll(`a row of ${name}`, () => host.store.rows.volumes.get(name) ?? null)
  const { driver, createdAt, options, labels } = fact
  return { kind: 'volume.remove', params: { name, expect: { driver, createdAt, options, labels, ...rest } } }
}

export type Connected = {
  server: AgentServer
  agent: AgentProcess
  host: TestHost
  policyFile: string
  /** Sends a job and waits for its result. */
  run: (spec: JobSpec, withinMs?: number) => Promise<JobResult>
  result: (jobId: string, attempt?: number, withinMs?: number) => Promise<JobResult>
  /** Starts the agent anew on the same state, as after a crash. */
  restart: (env?: Record<string, string>) => Promise<AgentProcess>
  [Symbol.asyncDispose]: () => Promise<void>
}

export const managePolicy = 'mode: manage\n'

/** An agent of a host of the lab that is enrolled at a test server and has told its volumes. */
export async function connected(
  machine: LabHost,
  { policy = managePolicy, env = {} }: { policy?: string | null; env?: Record<string, string> } = {},
): Promise<Connected> {
  const server = await agentServer({ address: machine.gateway })
  const directory = await mkdtemp(join(tmpdir(), 'stowage-agent-policy-'))
  const policyFile = join(directory, 'policy.yaml')
  if (policy !== null) await writeFile(policyFile, policy, { mode: 0o644 })
  const variables = { STOWAGE_POLICY_FILE: policyFile, ...env }
  const agents = [await startAgentProcess(machine, { url: server.url, token: server.token(), env: variables })]
  const agent = () => agents.at(-1) as AgentProcess
  const host = await poll(`the agent's first report: ${agent().raw()}`, () =>
    server.host()?.store.status.get('volumes')?.status === 'ok' ? server.host() : null,
  )
  const result = async (jobId: string, attempt = 1, withinMs = 15_000) => {
    const found = await poll(
      `the result of ${jobId}; the agent logged ${agent().raw().slice(-1500)}`,
      () => host.results.find((each) => each.jobId === jobId && each.attempt === attempt) ?? null,
      { withinMs },
    )
    return found.result
  }
  return {
    server,
    get agent() {
      return agent()
    },
    host,
    policyFile,
    result,
    run: (spec, withinMs) => result(server.order(host, spec), 1, withinMs),
    restart: async (more = {}) => {
      await agent().kill()
      const { opened } = host.frames
      agents.push(await startAgentProcess(machine, { url: server.url, state: agent().state, env: { ...variables, ...more } }))
      await poll(`a new stream; the agent logged ${agent().raw()}`, () => (host.frames.opened > opened ? true : null))
      return agent()
    },
    async [Symbol.asyncDispose]() {
      await agent().kill()
      await server.stop()
      for (const path of [directory, agent().state]) await rm(path, { recursive: true, force: true })
    },
  }
}
