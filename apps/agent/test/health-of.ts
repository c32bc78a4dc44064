import type { LabHost } from '@stowage/lab/host'
import { startAgentProcess } from './agent-process.ts'

/** What `stowage-agent health` says on this host for the agent with this state. */
export async function healthOf(host: LabHost, state: string, through: string[] = []) {
  await using check = await startAgentProcess(host, { url: 'https://unused.invalid', state, args: ['health'], through })
  return { code: await check.exit, line: check.raw() }
}
