import { randomUUID } from 'node:crypto'
import { HostPolicy } from '@stowage/domain/host-policy'
import type { SectionStatus } from '@stowage/domain/report'
import type { Database } from '../client.ts'
import type { Prisma } from '../generated/client.ts'

/** Rows for tests of lists, without the way through a report. Times are relative to `now`. */

export const now = new Date('2026-11-20T12:00:00.000Z')
export const ago = (ms: number): Date => new Date(now.getTime() - ms)
export const hour = 3_600_000
export const day = 24 * hour

type HostChange = Partial<Omit<Prisma.HostCreateManyInput, 'policy'>> & {
  policy?: unknown
  sections?: Partial<Record<'engine' | 'containers' | 'volumes', { status?: SectionStatus; ageMs?: number } | null>>
}

export async function addHost(db: Database, { sections = {}, policy = {}, ...change }: HostChange = {}): Promise<string> {
  const id = change.id ?? randomUUID()
  await db.prisma.host.create({
    data: {
      id,
      name: `host-${id.slice(0, 8)}`,
      hostname: 'h',
      publicKey: id,
      agentVersion: '1',
      lastSeenAt: ago(1000),
      enrolledAt: ago(60 * day),
      policy: HostPolicy.parse(policy),
      ...change,
    },
  })
  const reported = (['engine', 'containers', 'volumes'] as const).filter((name) => sections[name] !== null)
  await db.prisma.hostSection.createMany({
    data: reported.map((name) => {
      const { status = 'ok', ageMs = 60_000 } = sections[name] ?? {}
      return { hostId: id, name, status, collectedAt: ago(ageMs) }
    }),
  })
  return id
}

export const volumeData = (hostId: string, change: Partial<Prisma.VolumeCreateManyInput> = {}): Prisma.VolumeCreateManyInput => {
  const id = change.id ?? randomUUID()
  const name = change.name ?? `v-${id.slice(0, 8)}`
  return {
    id,
    hostId,
    name,
    driver: 'local',
    scope: 'local',
    kind: 'named',
    mountpoint: `/var/lib/docker/volumes/${name}/_data`,
    options: {},
    labels: {},
    fact: {},
    hash: '',
    firstSeenAt: ago(40 * day),
    factAt: change.firstSeenAt ?? ago(40 * day),
    ...change,
  }
}

export const containerData = (
  hostId: string,
  change: Partial<Prisma.ContainerCreateManyInput> = {},
): Prisma.ContainerCreateManyInput => {
  const id = change.id ?? randomUUID()
  return {
    id,
    hostId,
    containerId: id.replaceAll('-', '').padEnd(64, '0'),
    name: `c-${id.slice(0, 8)}`,
    image: 'nginx:1',
    imageId: 'sha256:1',
    state: 'running',
    restartPolicy: 'no',
    readonlyRootfs: false,
    storageDriver: 'overlay2',
    logDriver: 'json-file',
    labels: {},
    hash: '',
    fact: { mounts: [] },
    ...change,
  }
}

export async function addVolume(
  db: Database,
  hostId: string,
  change: Partial<Prisma.VolumeCreateManyInput> = {},
): Promise<string> {
  const { id } = await db.prisma.volume.create({ data: volumeData(hostId, change) })
  await keepUses(db, hostId)
  return id
}

/** As every report does at its end. */
export const keepUses = ({ pool }: Database, hostId: string) => pool.query('SELECT keep_volume_uses(ARRAY[$1]::uuid[])', [hostId])

type MountChange = {
  type?: string
  name?: string | null
  source?: string
  realSource?: string | null
  destination?: string
  rw?: boolean
}
type ContainerChange = Partial<Prisma.ContainerCreateManyInput> & { mounts?: MountChange[] }

export async function addContainers(db: Database, hostId: string, changes: ContainerChange[]): Promise<string[]> {
  const all = changes.map(({ mounts = [], ...change }) => {
    const facts = mounts.map((mount) => ({
      type: 'volume',
      name: null,
      source: '',
      realSource: null,
      destination: '/data',
      rw: true,
      ...mount,
    }))
    const fact = { mounts: facts.map((mount) => ({ ...mount, driver: null, propagation: '', anonymous: false })) }
    const data = { ...containerData(hostId, { fact, ...change }), id: change.id ?? randomUUID() }
    return { data, mounts: facts.map((mount, position) => ({ ...mount, position, hostId, containerRow: data.id })) }
  })
  await db.prisma.container.createMany({ data: all.map(({ data }) => data) })
  await db.prisma.containerMount.createMany({ data: all.flatMap(({ mounts }) => mounts) })
  await keepUses(db, hostId)
  return all.map(({ data }) => data.id)
}

export async function addContainer(db: Database, hostId: string, change: ContainerChange = {}): Promise<string> {
  const [id = ''] = await addContainers(db, hostId, [change])
  return id
}

export const addJob = (db: Database, hostId: string, change: Partial<Prisma.JobUncheckedCreateInput> = {}) =>
  db.prisma.job.create({
    data: {
      kind: 'volume.remove',
      hostId,
      volumeName: 'data',
      params: {},
      requestedById: 'u',
      requestedBy: 'Ada',
      via: 'web',
      createdAt: ago(hour),
      lastNewsAt: ago(hour),
      ...change,
    },
  })
export const addActivity = (db: Database, change: Partial<Prisma.ActivityUncheckedCreateInput>) =>
  db.prisma.activity.create({
    data: {
      actorType: 'user',
      actor: 'Ada',
      via: 'web',
      action: 'volume.remove',
      subjectKind: 'volume',
      subject: 'data',
      result: 'ok',
      text: 'Removed data',
      at: ago(hour),
      ...change,
    },
  })
