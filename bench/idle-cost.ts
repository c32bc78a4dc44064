import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { LabStack } from '@stowage/stack/lab-stack'
import type { Figure } from './figure.ts'
import { type ProcessCost, processCosts } from './process-cost.ts'

/** What the start leaves behind, such as the first measurement of sizes, settles. */
const settleMs = 10_000
const lookMs = 45_000

export type IdleCosts = { agent: ProcessCost; server: ProcessCost; engine: ProcessCost }

/** Memory and processor of an agent, the server and an engine over the same 45 s in which nobody does anything. */
export async function idleCosts({ agents, server, fleet }: LabStack): Promise<IdleCosts> {
  const agentPid = agents.get('idle')?.pid
  if (agentPid === undefined) throw new Error('no agent on the host idle')
  const enginePid = Number(readFileSync(join(fleet.host('idle').stateDir, 'pid'), 'utf8'))
  await pause(settleMs)
  const [agent, ours, engine] = await processCosts([agentPid, server.pid, enginePid], lookMs)
  if (!agent || !ours || !engine) throw new Error('a process ended')
  return { agent, server: ours, engine }
}

type Target = { rssMB: number; cpuPercent: number | null }

function figures(who: string, cost: ProcessCost, engine: ProcessCost, target: Target): Figure[] {
  const peer = (value: number) => ({ what: 'dockerd of the same host', value })
  return [
    {
      what: `${who}, resident memory`,
      unit: 'MB',
      ours: cost.rssMB,
      peer: peer(engine.rssMB),
      target: { of: 'value', most: target.rssMB },
    },
    { what: `${who}, most resident memory so far`, unit: 'MB', ours: cost.peakMB, peer: peer(engine.peakMB), target: null },
    {
      ...{
        what: `${who}, processor over ${lookMs / 1000} s`,
        unit: '% of a core',
        ours: cost.cpuPercent,
        peer: peer(engine.cpuPercent),
      },
      target: target.cpuPercent === null ? null : { of: 'value', most: target.cpuPercent },
    },
  ]
}

export const agentFigures = ({ agent, engine }: IdleCosts): Figure[] =>
  figures('idle agent, 500 volumes + 20 running containers', agent, engine, { rssMB: 90, cpuPercent: 1 })

export const serverFigures = ({ server, engine }: IdleCosts): Figure[] =>
  figures('idle server, 3 hosts', server, engine, { rssMB: 350, cpuPercent: null })
