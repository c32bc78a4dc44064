import type { Planter } from './planter.ts'

/** Labels and names that break tools which do not treat them as data. */
export const hostileLabels: Readonly<Record<string, string>> = {
  note: '<img src=x onerror=alert(1)>',
  link: 'javascript:alert(1)',
  title: 'invoice\u202Egnp.exe',
  long: 'x'.repeat(5 * 1024),
  // As a computed key: written plainly it would set the prototype.
  ['__proto__']: 'polluted',
  '=cmd|calc': '=1+1',
}

export async function plantHostile(at: Planter): Promise<void> {
  await at.volume('hostile-labels', { what: 'hostile labels', verdict: 'orphan' }, { labels: { ...hostileLabels } })
  await at.volume('constructor', { what: 'named like a property of objects', verdict: 'orphan' })
  await at.volume(`long-${'n'.repeat(195)}`, { what: 'a name of 200 characters', verdict: 'orphan' })
  await at.container('hasOwnProperty', { what: 'hostile labels', state: 'created' }, { labels: { ...hostileLabels } })
}

/** A database image that keeps its data in its writable layer, beside the empty volume its image declares. */
export async function plantDatabaseInLayer(at: Planter): Promise<void> {
  const rows =
    'mkdir -p "$PGDATA/base" && dd if=/dev/urandom of="$PGDATA/base/1" bs=64k count=80 2>/dev/null; trap "exit 0" TERM; sleep infinity & wait'
  const spec = { image: 'postgres:16', env: ['PGDATA=/pgdata'], command: ['sh', '-c', rows] }
  await at.container('reports-db', { what: 'database in the writable layer', state: 'running' }, spec)
  await at.note('reports-db', '/var/lib/postgresql/data', { what: 'anonymous, of a running container', verdict: 'used' })
}

/** Accesses that name no volume: all of the host, and one volume's directory. */
export async function plantBinds(at: Planter): Promise<void> {
  await at.container('host-backup', { what: 'host-wide access', state: 'running' }, { binds: ['/:/host:ro'] })
  await at.volume('app-logs', { what: 'used through a bind of its directory', verdict: 'used' })
  const binds = [`${at.dataOf('app-logs')}:/logs`]
  await at.container('log-shipper', { what: "bind into a volume's directory", state: 'running' }, { binds })
}

/** Volumes of the local driver that are more than a directory. `nobody` is an address that no host has. */
export async function plantOptioned(at: Planter, nobody: string): Promise<void> {
  const tmpfs = { type: 'tmpfs', device: 'tmpfs', o: 'size=16m' }
  await at.volume('scratch', { what: 'tmpfs, mounted', verdict: 'used' }, { options: tmpfs })
  await at.container('scratch-user', { what: 'mounts a tmpfs volume', state: 'running' }, { binds: ['scratch:/scratch'] })
  await at.volume('scratch-unused', { what: 'tmpfs, holds no data', verdict: 'orphan' }, { options: tmpfs })
  const nfs = { type: 'nfs', device: ':/export/media', o: `addr=${nobody},nfsvers=4,soft,timeo=10` }
  await at.volume('nas-media', { what: 'NFS that cannot be mounted', verdict: 'unknown' }, { options: nfs })
}

/** One definition on all hosts, with other options on one of them. */
export async function plantDrift(at: Planter, nobody: string, drifted: boolean): Promise<void> {
  const options = { type: 'nfs', device: ':/export/docs', o: `addr=${nobody},${drifted ? 'nfsvers=3,soft' : 'nfsvers=4,hard'}` }
  const what = drifted ? 'NFS on every host, other options here' : 'NFS on every host'
  await at.volume('nas-docs', { what, verdict: 'unknown' }, { options })
}

/** The same name on several hosts, and nothing shared (C12). */
export async function plantSameName(at: Planter): Promise<void> {
  await at.volume('cache', { what: 'same name, not shared', verdict: 'used' })
  await at.container(
    'cache-1',
    { what: 'mounts its own volume of a common name', state: 'running' },
    {
      image: 'redis:7',
      binds: ['cache:/data'],
    },
  )
}
