import { mkdirSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import type { Fleet } from '../fleet.ts'
import { inside, startHolder } from '../holder.ts'
import type { LabHost } from '../host.ts'
import { hostDir } from '../lab-paths.ts'
import { plugIn, storageAddress } from '../network.ts'
import { poll } from '../poll.ts'
import { canShare } from '../requirements.ts'
import { spawnLogged } from '../spawn-logged.ts'
import type { Planted, PlantedShare } from './planted.ts'
import { planterOf } from './planter.ts'

const port = 8080
/** A file written on one host is on the storage at once, and another host looks again after a second. */
const options = { remote: 'share:team', 'vfs-cache-mode': 'writes', 'vfs-write-back': '0s', 'dir-cache-time': '1s' }

/** A machine of its own on the bridge that serves a directory by WebDAV: storage that no host owns. */
async function startStorage(fleet: Fleet): Promise<{ url: string; dir: string }> {
  const dir = join(fleet.dataDir, 'storage')
  const stateDir = hostDir(fleet.name, 'storage')
  for (const made of [join(dir, 'team'), stateDir]) mkdirSync(made, { recursive: true })
  const holder = await startHolder('storage', stateDir)
  const host = storageAddress(fleet.subnet)
  await plugIn(holder.pid, fleet.subnet, -1)
  const serve = ['rclone', 'serve', 'webdav', dir, '--addr', `${host}:${port}`, '--dir-cache-time', '1s', '--config', '/dev/null']
  spawnLogged('nsenter', [...inside(holder), ...serve], join(stateDir, 'rclone.log'))
  await poll('the storage to listen', () => listens(host))
  return { url: `http://${host}:${port}`, dir }
}

function listens(host: string): Promise<true | null> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 500 })
    const end = (answer: true | null) => {
      socket.destroy()
      resolve(answer)
    }
    socket
      .once('connect', () => end(true))
      .once('error', () => end(null))
      .once('timeout', () => end(null))
  })
}

/** rclone as a volume plugin of one host, with the remote `share`. The engine finds it in the host's own `/run/docker/plugins`. */
async function startPlugin(host: LabHost, url: string): Promise<void> {
  const dir = join(host.stateDir, 'rclone')
  const base = `${host.dataRoot}-rclone`
  for (const made of [dir, base]) mkdirSync(made, { recursive: true })
  const config = join(dir, 'rclone.conf')
  writeFileSync(config, `[share]\ntype = webdav\nurl = ${url}\nvendor = other\n`)
  const args = ['serve', 'docker', '--base-dir', base, '--cache-dir', join(dir, 'cache'), '--config', config]
  spawnLogged('nsenter', [...inside(host.holder), 'rclone', ...args], join(dir, 'rclone.log'))
  await poll(`the rclone plugin of ${host.name}`, () =>
    host.exec('test', ['-S', '/run/docker/plugins/rclone.sock']).then(
      () => true,
      () => null,
    ),
  )
}

/** Storage and an rclone plugin on every host, but no volume yet; null with the reason where this machine lacks rclone or FUSE. */
export async function startSharing(fleet: Fleet): Promise<{ remote: string; storageDir: string } | { reason: string }> {
  const able = canShare()
  if (!able.ok) return { reason: able.reason }
  const { url, dir } = await startStorage(fleet)
  await Promise.all(fleet.hosts.map((host) => startPlugin(host, url)))
  return { remote: options.remote, storageDir: join(dir, 'team') }
}

/** The volume `team` on every host: the same data by the rclone plugin, mounted by a container on each. */
export async function plantShare(fleet: Fleet, planted: Planted): Promise<PlantedShare | null> {
  const sharing = await startSharing(fleet)
  if ('reason' in sharing) {
    planted.skipped.push(`the share on all hosts: ${sharing.reason}`)
    return null
  }
  for (const host of fleet.hosts) {
    const at = planterOf(host, planted)
    await at.volume('team', { what: 'share of all hosts', verdict: 'used' }, { driver: 'rclone', options })
    await at.container('team-files', { what: 'mounts the share', state: 'running' }, { binds: ['team:/team'] })
  }
  return { volume: 'team', driver: 'rclone', hosts: fleet.hosts.map(({ name }) => name), ...sharing }
}
