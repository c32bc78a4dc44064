import { mkdir, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LabHost } from '../host.ts'
import { runCommand } from '../run-command.ts'
import { composeVolume } from './compose-labels.ts'
import type { Planter } from './planter.ts'

const fill = (path: string, blocks: number) => ['dd', 'if=/dev/urandom', `of=${path}`, 'bs=64k', `count=${blocks}`]

/** Anonymous volumes after their containers, one of which a new container mounts by its name. */
export async function plantAnonymous(at: Planter): Promise<void> {
  for (const blocks of [4, 32]) {
    const command = fill('/var/lib/postgresql/data/base', blocks)
    await at.leaveAnonymous('postgres:16', command, { what: 'anonymous, left behind', verdict: 'orphan' })
  }
  await at.leaveAnonymous('redis:7', ['true'], { what: 'anonymous, left behind, empty', verdict: 'orphan' })
  const again = await at.leaveAnonymous('redis:7', fill('/data/dump.rdb', 2), {
    what: 'anonymous, mounted by name',
    verdict: 'used',
  })
  await at.container(
    'redis-restored',
    { what: 'mounts an anonymous volume by name', state: 'running' },
    {
      image: 'redis:7',
      binds: [`${again}:/data`],
    },
  )
}

/** A compose project that was taken down: `docker compose down` keeps the volumes. */
export async function plantGoneProject(at: Planter): Promise<void> {
  for (const [volume, blocks] of [
    ['db', 16],
    ['uploads', 64],
  ] as const) {
    const name = `blog_${volume}`
    const labels = composeVolume('blog', volume)
    await at.volume(name, { what: 'its compose project is down', verdict: 'protected', project: 'blog' }, { labels })
    await at.job(`fill-${name}`, { command: fill('/v/data', blocks), binds: [`${name}:/v`] })
  }
}

/** Containers that do not run, and still count as users of what they mount. */
export async function plantStopped(at: Planter): Promise<void> {
  await at.volume('imports', { what: 'used by a stopped container', verdict: 'used' })
  await at.container(
    'import-2024',
    { what: 'stopped', state: 'exited' },
    { command: fill('/in/rows', 8), binds: ['imports:/in'] },
  )
  await at.volume('staging-uploads', { what: 'used by a container that never started', verdict: 'used' })
  await at.container('staging-api', { what: 'never started', state: 'created' }, { binds: ['staging-uploads:/up'] })
}

/** Plain named volumes that nothing mounts any more. */
export async function plantOrphans(at: Planter): Promise<void> {
  await at.volume('export-2023', { what: 'named, unused', verdict: 'orphan' })
  await at.job('fill-export', { command: fill('/v/export.csv', 48), binds: ['export-2023:/v'] })
  await at.volume('never-filled', { what: 'named, unused, empty', verdict: 'orphan' })
}

/**
 * Moves the volumes of a host into memory, before it has any. Removing 100,000 files from a disk and making as many again takes
 * minutes: ext4 looks at every inode freed in the last five minutes before it takes another (`recently_deleted`).
 */
export async function keepVolumesInMemory(host: LabHost): Promise<void> {
  if ((await host.exec('ls', [join(host.dataRoot, 'volumes')])).split('\n').some((name) => !known.includes(name))) return
  await host.stopEngine()
  await host.exec('mount', ['-t', 'tmpfs', '-o', 'mode=711', 'tmpfs', join(host.dataRoot, 'volumes')])
  await host.startEngine()
}
/** What an engine without volumes has in their directory. */
const known = ['', 'metadata.db', 'backingFsBlockDev']

/** 100,000 files, made past the engine: through a container it would take minutes. Nearly all are empty, as lock and marker files are. */
export async function plantManyFiles(at: Planter, files = 100_000): Promise<void> {
  const name = await at.volume('mail-archive', { what: `${files} small files`, verdict: 'orphan' })
  const perDir = 1_000
  const names = Array.from({ length: perDir }, (_, n) => `mail-${String(n).padStart(3, '0')}`)
  for (let dir = 0; dir * perDir < files; dir += 1) {
    const path = join(at.filesOf(name), `box-${String(dir).padStart(3, '0')}`)
    await mkdir(path)
    await runCommand('touch', names, { cwd: path })
    await writeFile(join(path, 'mail-000'), `index of ${path}\n`.repeat(1_000))
  }
}

/** Ten gigabytes by its length, nothing on the disk. */
export async function plantSparse(at: Planter): Promise<void> {
  const name = await at.volume('vm-image', { what: 'one sparse file of 10 GiB', verdict: 'orphan' })
  const path = join(at.filesOf(name), 'disk.raw')
  await writeFile(path, '')
  await truncate(path, 10 * 1024 ** 3)
}

/** A directory among the volumes of which the engine knows nothing (A27), until it restarts. */
export async function plantUnregistered(at: Planter): Promise<void> {
  await mkdir(at.filesOf('stray-data'), { recursive: true })
  await writeFile(join(at.filesOf('stray-data'), 'file'), 'nobody knows')
}
