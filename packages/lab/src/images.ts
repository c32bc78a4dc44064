import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { pack } from 'tar-stream'
import { engineJson } from './engine-call.ts'
import type { HostData } from './host.ts'
import { runCommand } from './run-command.ts'

/** Runs until it is told to stop, and then stops at once: a first process ignores signals it does not trap, and stopping takes 10 s. */
export const idle = ['sh', '-c', 'trap "exit 0" TERM; sleep infinity & wait'] as const
const idleCommand = `CMD ${JSON.stringify(idle)}`

/** Look-alikes by name, for what a real fleet runs. All are one static busybox; what differs is their configuration. */
export const images = {
  'busybox:lab': [idleCommand],
  'postgres:16': [
    'VOLUME /var/lib/postgresql/data',
    'ENV PGDATA=/var/lib/postgresql/data',
    'ENV PG_MAJOR=16',
    'EXPOSE 5432/tcp',
    idleCommand,
  ],
  'nginx:1.27': ['ENV NGINX_VERSION=1.27.0', 'EXPOSE 80/tcp', 'WORKDIR /srv', idleCommand],
  'redis:7': ['VOLUME /data', 'WORKDIR /data', 'EXPOSE 6379/tcp', idleCommand],
} as const satisfies Record<string, readonly string[]>

let rootfs: Promise<Buffer> | undefined

/** A root file system with the machine's static busybox, a link for each of its applets, and the few directories programs expect. */
async function busyboxTar(): Promise<Buffer> {
  const program = await readFile((await runCommand('sh', ['-c', 'command -v busybox'])).trim())
  const applets = (await runCommand('busybox', ['--list'])).split('\n').filter((name) => name !== '' && name !== 'busybox')
  const tar = pack()
  for (const name of ['bin', 'etc', 'etc/app', 'root', 'srv', 'tmp', 'var', 'var/log', 'var/lib']) {
    tar.entry({ name, type: 'directory', mode: name === 'tmp' ? 0o1777 : 0o755 })
  }
  tar.entry({ name: 'bin/busybox', mode: 0o755 }, program)
  for (const name of applets) tar.entry({ name: `bin/${name}`, type: 'symlink', linkname: 'busybox' })
  tar.entry({ name: 'etc/passwd' }, 'root:x:0:0:root:/root:/bin/sh\npostgres:x:999:999::/var/lib/postgresql:/bin/sh\n')
  tar.entry({ name: 'etc/group' }, 'root:x:0:\npostgres:x:999:\n')
  tar.entry({ name: 'etc/app/app.conf' }, 'listen=80\nworkers=2\n')
  tar.finalize()
  return buffer(tar)
}

/** Gives an engine the images of the lab; there is no registry. */
export async function importImages(host: Pick<HostData, 'socket'>): Promise<void> {
  rootfs ??= busyboxTar()
  const tar = await rootfs
  for (const [name, changes] of Object.entries(images)) await importImage(host, name, changes, tar)
}

/** Makes an image from a tar (default: the busybox of the lab) with Dockerfile lines such as `VOLUME /data`. */
export async function importImage(
  { socket }: Pick<HostData, 'socket'>,
  name: string,
  changes: readonly string[],
  tar?: Buffer,
): Promise<void> {
  rootfs ??= busyboxTar()
  const [repo = name, tag = 'latest'] = name.split(':')
  const query = new URLSearchParams({ fromSrc: '-', repo, tag })
  for (const change of changes) query.append('changes', change)
  await engineJson(socket, 'POST', `/images/create?${query}`, tar ?? (await rootfs))
}
