import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { engineJson } from '@stowage/lab/engine-call'
import { poll } from '@stowage/lab/poll'
import { noLab, ownFleet } from '@stowage/lab/testing/lab-hosts'
import { describe, expect, test } from 'vitest'
import { startAgentProcess } from './agent-process.ts'
import { agentServer } from './agent-server.ts'

const packageDirectory = fileURLToPath(new URL('..', import.meta.url))
const bundle = `${packageDirectory}/dist/agent.mjs`
const idleSeconds = 30

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
    execFileSync(process.execPath, ['build.mjs'], { cwd: packageDirectory })
    await using fleet = await ownFleet(['cost'])
    const host = fleet.host('cost')
    for (let i = 0; i < 500; i++)
      await engineJson(host.socket, 'POST', '/volumes/create', { Name: `cost-${i}`, Labels: { team: `team-${i % 7}` } })
    for (let i = 0; i < 20; i++)
      await host.docker('create', '--name', `cost-${i}`, '-v', `cost-${i}:/data`, 'busybox:lab', 'true')
    await using server = await agentServer({ address: host.gateway, heartbeatMs: 15_000 })
    const env = { STOWAGE_LAYERS_MINUTES: '15', STOWAGE_SIZES_MINUTES: '5' }
    await using agent = await startAgentProcess(host, { url: server.url, token: server.token(), main: bundle, env })
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
