import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { poll } from '@stowage/lab/poll'
import { labHost, noLab } from '@stowage/lab/testing/lab-hosts'
import { describe, expect, test } from 'vitest'
import { startAgentProcess } from './agent-process.ts'
import { agentServer } from './agent-server.ts'
import { healthOf } from './health-of.ts'

/** A mount namespace in which nothing of the root file system but one directory can be written. */
const sealed = (directory: string) => [
  'unshare',
  '-m',
  'sh',
  '-c',
  'mount --bind "$1" "$1" && mount -o remount,bind,ro / && ! touch /etc/stowage-sealed 2>/dev/null && shift && exec "$@"',
  'sh',
  directory,
]

describe.skipIf(noLab)('the health of an agent on a read-only root', () => {
  test('it is 1 before the server answered, 0 while it does, 1 once it has not for a minute, and 0 again', async () => {
    const host = labHost('web-01')
    const state = await mkdtemp(join(tmpdir(), 'stowage-agent-health-'))
    const health = () => healthOf(host, state, sealed(state))
    const until = (code: number) => poll(`health ${code}`, async () => ((await health()).code === code ? true : null))
    const none = {
      code: 1,
      line: expect.stringMatching(/^No agent with its state in .* has reached its server since it started\.\n$/),
    }
    expect(await health()).toEqual(none)
    expect(await readdir(state)).toEqual([])

    await using server = await agentServer({ address: host.gateway, heartbeatMs: 100 })
    server.onExchange((path) => (path === 'hello' ? 'lost' : 'pass'))
    await using agent = await startAgentProcess(host, { url: server.url, token: server.token(), state, through: sealed(state) })
    await agent.logged(/link to the server ended/)
    expect(await health()).toEqual(none)

    server.onExchange(() => 'pass')
    await until(0)
    const ends = () => agent.log.filter(({ message }) => /link to the server ended/.test(String(message))).length
    const before = ends()
    server.onExchange(() => 'lost')
    await poll('the link to end', () => (ends() > before ? true : null))
    // As if a minute had passed: nobody but the agent writes the sign, and only when its server answers.
    const file = join(state, 'alive')
    const sign = JSON.parse(await readFile(file, 'utf8'))
    await writeFile(file, JSON.stringify({ ...sign, upS: sign.upS - 61 }).padEnd(128))
    expect(await health()).toEqual({
      code: 1,
      line: expect.stringMatching(/^The server last answered the agent 6\d s ago\. .*\n$/),
    })

    server.onExchange(() => 'pass')
    await until(0)
    await agent.kill('SIGTERM')
    expect(await health()).toEqual(none)
  })
})
