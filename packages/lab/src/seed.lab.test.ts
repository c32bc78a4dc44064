import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { engineCall, engineJson } from './engine-call.ts'
import { fleetProcesses } from './host-processes.ts'
import { poll } from './poll.ts'
import { hostileLabels } from './seed/odd.ts'
import { seedDemo, seedSmall } from './seed.ts'
import { noLab, ownFleet } from './testing/lab-hosts.ts'

const Volumes = z.object({
  Volumes: z.array(z.object({ Name: z.string() })),
})
const Containers = z.array(z.object({ Names: z.array(z.string()), State: z.string() }))
const volumesOf = async (socket: string) => Volumes.parse(await engineJson(socket, 'GET', '/volumes')).Volumes
const containersOf = async (socket: string) => Containers.parse(await engineJson(socket, 'GET', '/containers/json?all=1'))

describe.skipIf(noLab)('the demo fleet', () => {
  test('is exactly what its table says, shares data between hosts, and goes without a trace', async () => {
    const fleet = await ownFleet(['web-01', 'web-02', 'db-01'])
    try {
      const planted = await seedDemo(fleet, { files: 12_000 })
      for (const host of fleet.hosts) {
        const volumes = (await volumesOf(host.socket)).map(({ Name }) => Name)
        const expected = planted.volumes.filter((volume) => volume.host === host.name).map(({ name }) => name)
        expect(volumes.sort()).toEqual(expected.sort())
        const containers = (await containersOf(host.socket)).map(({ Names, State }) => `${Names[0]?.slice(1)} ${State}`)
        const wanted = planted.containers
          .filter(({ host: name }) => name === host.name)
          .map(({ name, state }) => `${name} ${state}`)
        expect(containers.sort()).toEqual(wanted.sort())
      }
      const web = fleet.host('web-02')
      const sizes = async () => {
        const told = await web.docker('ps', '-s', '--filter', 'name=media-encoder', '--format', '{{.Size}}')
        return /^12\.6MB.*\n4\.19MB.*\n25\.2MB/.test(told) ? told : null
      }
      await poll('layers of one image with sizes of their own', sizes)
      const diff = await web.docker('diff', 'media-encoder-2')
      expect(diff.split('\n')).toContain('D /models/voices')
      const inspect = ['volume', 'inspect', '-f', '{{json .Labels}}', 'hostile-labels']
      const hostile: Record<string, string> = JSON.parse(await fleet.host('web-01').docker(...inspect))
      expect(Object.entries(hostile).sort()).toEqual(Object.entries(hostileLabels).sort())
      const db = fleet.host('db-01')
      const found = await db.exec('find', [join(db.dataRoot, 'volumes/mail-archive/_data'), '-type', 'f'])
      expect(found.trim().split('\n')).toHaveLength(12_000)
      await db.docker('volume', 'rm', 'mail-archive')
      const { status, text } = await mountNas(db.socket)
      expect(status, text).toBeGreaterThanOrEqual(400)
      const { share } = planted
      if (share === null) return expect(planted.skipped).toHaveLength(1)
      await fleet.host('web-01').docker('exec', 'team-files', 'sh', '-c', 'echo seen > /team/nonce')
      const read = () =>
        fleet
          .host('db-01')
          .docker('exec', 'team-files', 'cat', '/team/nonce')
          .catch(() => null)
      expect(await poll('the other host to see the file', read)).toBe('seen\n')
      expect(existsSync(join(share.storageDir, 'nonce'))).toBe(true)
    } finally {
      await fleet.stop()
    }
    expect(fleetProcesses(fleet.name)).toEqual([])
    expect(existsSync(fleet.dataDir)).toBe(false)
  })

  test('a small seed gives one host the common cases', async () => {
    await using fleet = await ownFleet(['one'])
    const planted = await seedSmall(fleet.host('one'))
    expect(new Set(planted.volumes.map(({ verdict }) => verdict))).toEqual(new Set(['used', 'orphan', 'protected']))
    const volumes = await volumesOf(fleet.host('one').socket)
    expect(volumes.map(({ Name }) => Name).sort()).toEqual(planted.volumes.map(({ name }) => name).sort())
  })
})

/** Starting a container on the NFS volume must fail at the mount: nobody answers at its address. */
async function mountNas(socket: string): Promise<{ status: number; text: string }> {
  const body = { Image: 'busybox:lab', HostConfig: { Binds: ['nas-media:/nas'], NetworkMode: 'none' } }
  const created = await engineCall(socket, 'POST', '/containers/create?name=nas-user', body)
  if (created.status >= 400) return created
  const started = await engineCall(socket, 'POST', '/containers/nas-user/start')
  await engineCall(socket, 'DELETE', '/containers/nas-user')
  return started
}
