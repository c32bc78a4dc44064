import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { engineCall, pings } from './engine-call.ts'
import { type Fleet, startFleet } from './fleet.ts'
import { fleetProcesses } from './host-processes.ts'
import { fleetDir } from './lab-paths.ts'
import { poll } from './poll.ts'
import { runCommand } from './run-command.ts'
import { labHost, labHosts, noLab, ownFleet } from './testing/lab-hosts.ts'

/** Everything on this machine that carries the fleet's name or sits on its bridge. */
async function traces(name: string, bridge: string, dataDir: string): Promise<Record<string, unknown>> {
  const groups = await runCommand('find', ['/sys/fs/cgroup', '-path', `*/stowage-lab/${name}*`])
  return {
    processes: fleetProcesses(name),
    links: readdirSync('/sys/class/net').filter((link) => link === bridge || link.startsWith(`${bridge}-`)),
    mounts: readFileSync('/proc/self/mountinfo', 'utf8')
      .split('\n')
      .filter((line) => line.includes(`/${name}`)),
    groups: groups.split('\n').filter((line) => line !== ''),
    files: [fleetDir(name), dataDir].filter((path) => existsSync(path)),
  }
}
const nothing = { processes: [], links: [], mounts: [], groups: [], files: [] }
const bridgeOf = (fleet: Fleet) => `stl${fleet.gateway.split('.')[2]}`

describe.skipIf(noLab)('a fleet of real engines', () => {
  test('runs a container that writes to a volume, also with no network', async () => {
    const host = labHost('web-01')
    await host.docker('volume', 'create', 'fleet-test')
    const write = ['sh', '-c', 'echo kept > /data/file']
    await host.docker('run', '--rm', '--network', 'none', '-v', 'fleet-test:/data', 'busybox:lab', ...write)
    const read = await host.docker('run', '--rm', '-v', 'fleet-test:/data', 'busybox:lab', 'cat', '/data/file')
    await host.docker('volume', 'rm', 'fleet-test')
    expect(read).toBe('kept\n')
  })

  test('keeps hosts apart: own volumes, hostname, engine id, plugin directory and address', async () => {
    const hosts = labHosts()
    await labHost('web-01').docker('volume', 'create', 'only-here')
    const there = await labHost('web-02').docker('volume', 'ls', '-q', '-f', 'name=only-here')
    await labHost('web-01').docker('volume', 'rm', 'only-here')
    expect(there).toBe('')
    const facts = await Promise.all(hosts.map((host) => host.docker('info', '--format', '{{.Name}} {{.ID}}')))
    expect(facts.map((fact) => fact.split(' ')[0])).toEqual(['web-01', 'web-02', 'db-01'])
    expect(new Set(facts.map((fact) => fact.split(' ')[1])).size).toBe(3)
    await labHost('web-01').exec('touch', ['/run/docker/plugins-seen'])
    expect(existsSync('/run/docker/plugins-seen')).toBe(false)
    await expect(labHost('web-02').exec('ls', ['/run/docker/plugins-seen'])).rejects.toThrow(/No such file/)
    await labHost('web-01').exec('rm', ['/run/docker/plugins-seen'])
    expect(await labHost('db-01').exec('ip', ['-brief', 'address', 'show', 'eth0'])).toContain(labHost('db-01').address)
  })

  test('a host reaches a server that listens on the bridge address of the machine', async () => {
    const host = labHost('web-02')
    const { createServer } = await import('node:http')
    const server = createServer((_, response) => response.end('from the machine')).listen(0, host.gateway)
    await once(server, 'listening')
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const answer = await host.exec('busybox', ['wget', '-q', '-O', '-', `http://${host.gateway}:${port}/`])
    server.close()
    expect(answer).toBe('from the machine')
  })

  test('a policy written from outside is the file the host sees', async () => {
    const host = labHost('db-01')
    host.writePolicy('mode: manage\n')
    expect(await host.exec('cat', ['/etc/stowage/policy.yaml'])).toBe('mode: manage\n')
    host.writePolicy(null)
    await expect(host.exec('cat', ['/etc/stowage/policy.yaml'])).rejects.toThrow(/No such file/)
  })

  test('a program run inside a host is its own process: the signal ends it', async () => {
    const child = labHost('web-01').run('sleep', ['infinity'])
    await poll('sleep to run', () => readFileSync(`/proc/${child.pid}/comm`, 'utf8').trim() === 'sleep' || null)
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([null, 'SIGTERM'])
  })

  test('an engine can crash, hang and restart; containers outlive the crash, volumes all of it', async () => {
    await using fleet = await ownFleet(['lone'])
    const host = fleet.host('lone')
    await host.docker('run', '-d', '--network', 'none', '--name', 'writer', '-v', 'kept:/data', 'busybox:lab')
    const pid = Number(await host.docker('inspect', '-f', '{{.State.Pid}}', 'writer'))
    await host.kill9()
    expect(await pings(host.socket)).toBe(false)
    expect(existsSync(`/proc/${pid}`)).toBe(true)
    await host.startEngine()
    host.pauseEngine()
    await expect(engineCall(host.socket, 'GET', '/_ping', undefined, 200)).rejects.toThrow(/no answer/)
    host.resumeEngine()
    await poll('the engine to answer again', async () => (await pings(host.socket)) || null)
    await host.restartEngine()
    expect(await host.docker('volume', 'ls', '-q')).toBe('kept\n')
  })

  test('stop leaves no process, link, mount, control group or file, with containers running and paused', async () => {
    const fleet = await ownFleet(['left', 'right'])
    const bridge = bridgeOf(fleet)
    for (const host of fleet.hosts) {
      await host.docker('run', '-d', '--name', 'runs', '-v', 'v:/v', 'busybox:lab', 'sleep', 'infinity')
      await host.docker('run', '-d', '--network', 'none', '--name', 'paused', 'busybox:lab', 'sleep', 'infinity')
      await host.docker('pause', 'paused')
      host.run('sleep', ['infinity'])
    }
    const during = await traces(fleet.name, bridge, fleet.dataDir)
    for (const [kind, found] of Object.entries(during)) if (kind !== 'mounts') expect(found, kind).not.toEqual([])
    await fleet.stop()
    expect(await traces(fleet.name, bridge, fleet.dataDir)).toEqual(nothing)
  })

  test('an owner killed with -9 leaves nothing: its watcher cleans, or the next start when that is killed too', async () => {
    for (const killWatcher of [false, true]) {
      const name = `crash-${process.pid}-${killWatcher ? 'both' : 'owner'}`
      const owner = spawn(process.execPath, [fileURLToPath(new URL('./testing/crashing-owner.ts', import.meta.url)), name])
      const [line] = await once(createInterface(owner.stdout), 'line')
      const { gateway, dataDir, watcher } = JSON.parse(String(line))
      const bridge = `stl${gateway.split('.')[2]}`
      expect((await traces(name, bridge, dataDir)).processes).not.toEqual([])
      if (killWatcher) process.kill(watcher, 'SIGKILL')
      owner.kill('SIGKILL')
      await once(owner, 'exit')
      if (killWatcher) await (await startFleet({ name, hosts: [] })).stop()
      await poll('the watcher to clean', () => !existsSync(fleetDir(name)) || null)
      expect(await traces(name, bridge, dataDir)).toEqual(nothing)
    }
  })

  test('a fleet whose owner lives is not touched, and its name is taken', async () => {
    const name = labHost('web-01').fleet
    await expect(startFleet({ name, hosts: [] })).rejects.toThrow(/is running/)
    expect(await pings(labHost('web-01').socket)).toBe(true)
  })
})
