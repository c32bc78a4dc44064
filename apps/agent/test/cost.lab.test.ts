import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { mapBounded } from '@stowage/engine/bounded'
import { engineJson } from '@stowage/lab/engine-call'
import { poll } from '@stowage/lab/poll'
import { noLab, ownFleet } from '@stowage/lab/testing/lab-hosts'
import { describe, expect, test } from 'vitest'
import { startAgentProcess } from './agent-process.ts'
import { agentServer } from './agent-server.ts'

/** A heartbeat, sent every 12 to 18 s, falls into it. */
const idleSeconds = 20

/** Clock ticks that a process used, and its memory in MB. */
const cpuTicks = (pid: number) => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return Number(fields[11]) + Number(fields[12])
}
const rssMb = (pid: number) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
const peakMb = (pid: number) => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024

describe.skipIf(noLab)('what the built agent costs a host', () => {
  test('with 500 volumes and 20 containers: at most 90 MB and less than 1 % of a core when idle', {
    timeout: 180_000,
  }, async () => {
    await using fleet = await ownFleet(['cost'])
    const host = fleet.host('cost')
    const numbers = (count: number) => Array.from({ length: count }, (_, i) => i)
    await mapBounded(numbers(500), 8, (i) =>
      engineJson(host.socket, 'POST', '/volumes/create', { Name: `cost-${i}`, Labels: { team: `team-${i % 7}` } }),
    )
    const container = (i: number) => ({ Image: 'busybox:lab', Cmd: ['true'], HostConfig: { Binds: [`cost-${i}:/data`] } })
    await mapBounded(numbers(20), 8, (i) => engineJson(host.socket, 'POST', `/containers/create?name=cost-${i}`, container(i)))
    await using server = await agentServer({ address: host.gateway, heartbeatMs: 15_000 })
    const env = { STOWAGE_LAYERS_MINUTES: '15', STOWAGE_SIZES_MINUTES: '5' }
    await using agent = await startAgentProcess(host, { url: server.url, token: server.token(), env })
    const { store } = await poll('all rows', () => (server.host()?.store.rows.sizes.size === 500 ? server.host() : null))
    await poll('the layers', () => (store.rows.layers.size === 20 ? true : null))
    await sleep(3000)
    const pid = agent.child.pid ?? 0
    const before = cpuTicks(pid)
    await sleep(idleSeconds * 1000)
    const percent = (cpuTicks(pid) - before) / idleSeconds
    console.log(`idle: ${rssMb(pid).toFixed(1)} MB, peak ${peakMb(pid).toFixed(1)} MB, ${percent.toFixed(2)} % of a core`)
    expect(rssMb(pid)).toBeLessThanOrEqual(90)
    expect(percent).toBeLessThan(1)
  })
})
