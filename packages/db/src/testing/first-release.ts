import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { containerFact, engineFact, mountFact, volumeFact } from './facts.ts'

/** Row ids of what is added. */
export const oldIds = {
  ...{ host: randomUUID(), gone: randomUUID(), session: randomUUID(), epoch: randomUUID() },
  ...{
    data: randomUUID(),
    former: randomUUID(),
    idle: randomUUID(),
    disk: randomUUID(),
    remote: randomUUID(),
    app: randomUUID(),
  },
}
/** When it was last used. */
export const upgradedAt = new Date('2026-11-24T12:00:00Z')

type Row = Record<string, unknown>
const json = (value: unknown) => JSON.stringify(value)

/** At least one row in every table, with the columns and facts of the first release: before sizes had a history. */
export async function fillFirstRelease(pool: pg.Pool): Promise<void> {
  const now = upgradedAt
  const ids = oldIds
  const add = async (table: string, row: Row) => {
    const names = Object.keys(row)
    const places = names.map((_, index) => `$${index + 1}`)
    await pool.query(`INSERT INTO "${table}" (${names.map((name) => `"${name}"`)}) VALUES (${places})`, Object.values(row))
  }

  const at = new Date(now.getTime() - 3_600_000)
  await add('user', { id: 'u', name: 'Ada', email: 'a@b.c', updatedAt: at })
  await add('session', { id: 's', token: 't', expiresAt: now, userId: 'u', updatedAt: at })
  await add('account', { id: 'a', accountId: 'a', providerId: 'credential', userId: 'u', updatedAt: at })
  await add('verification', { id: 'v', identifier: 'i', value: 'v', expiresAt: now, updatedAt: at })
  await add('sign_in_attempt', { emailHash: 'h', failures: 1, updatedAt: at })
  await add('setup_link', { id: randomUUID(), tokenHash: 'h', expiresAt: now })
  await add('api_token', { id: randomUUID(), name: 'ci', tokenHash: 'h', userId: 'u', role: 'viewer' })
  await add('enrolment', { id: randomUUID(), tokenHash: 'h', createdBy: 'u', expiresAt: now, hostId: ids.host })

  const { usage: _, ...engine } = engineFact()
  const { totalInodes: __, usedInodes: ___, ...filesystem } = engine.filesystem ?? {}
  const host = { hostname: 'h', agentVersion: '0.1.0', policy: json({ version: 1, mode: 'manage' }), lastSeenAt: at }
  await add('host', {
    ...{ id: ids.host, name: 'web-1', publicKey: 'k1', ...host, epoch: ids.epoch, rev: 7, sessionId: ids.session },
    ...{
      engine: json({ ...engine, filesystem }),
      engineHash: 'old',
      engineVersion: '28.5.1',
      diskBytes: 1000,
      diskUsedBytes: 100,
    },
  })
  await add('host', { id: ids.gone, name: 'web-2', publicKey: 'k2', ...host, revokedAt: at })
  for (const name of ['engine', 'containers', 'volumes', 'sizes', 'layers'])
    await add('host_section', { hostId: ids.host, name, status: 'ok', collectedAt: at, okAt: at })
  const session = { hostId: ids.host, tokenHash: 'h', nonce: 'n', epoch: ids.epoch, createdAt: at, expiresAt: now }
  await add('agent_session', { id: ids.session, ...session })
  await add('blind_window', { hostId: ids.host, from: at, to: now, cause: 'agent_down' })

  const { realDevice: ____, ...oldVolume } = volumeFact('data')
  const volume = (id: string, name: string, change: Row = {}) => {
    const fact = { ...oldVolume, name, mountpoint: `/var/lib/docker/volumes/${name}/_data`, ...change }
    const { options, labels, ...columns } = fact
    return add('volume', {
      ...{ id, hostId: ids.host, ...columns, options: json(options), labels: json(labels), fact: json(fact), hash: 'old' },
      ...{ factAt: at, firstSeenAt: at },
    })
  }
  await volume(ids.former, 'data')
  await pool.query(`UPDATE volume SET "removedAt" = "firstSeenAt" + interval '1 minute' WHERE id = $1`, [ids.former])
  await volume(ids.data, 'data', { labels: { keep: '' }, project: 'shop' })
  const size = `"sizeBytes" = 5000000000, "sizeBasis" = 'apparent', "sizeMeasuredAt" = $2, "sizeHash" = 'old', "lastMountedAt" = $2, "lastMountedBy" = 'app'`
  await pool.query(`UPDATE volume SET ${size} WHERE id = $1`, [ids.data, at])
  await volume(ids.idle, 'idle')
  await volume(ids.disk, 'disk', {
    kind: 'path',
    options: { type: 'none', o: 'bind', device: '/var/lib/docker/volumes/idle/_data/x' },
  })
  await volume(ids.remote, 'remote', { driver: 'nfs-plugin', kind: 'plugin', mountpoint: '', scope: 'global' })

  const { imageBytes: _____, mounts: ______, id: containerId, ...container } = containerFact('app', { project: 'shop' })
  const mounts = [
    mountFact(),
    mountFact({ type: 'bind', name: null, source: '/var/lib/docker/volumes/idle/_data/sub', destination: '/i' }),
  ].map(({ realSource: _, ...mount }) => mount)
  const { swarmService: _______, labels, ...columns } = container
  await add('container', {
    ...{ id: ids.app, hostId: ids.host, containerId, ...columns, labels: json(labels), hash: 'old', layerBytes: 4096 },
    ...{ fact: json({ ...container, id: containerId, mounts }), layerMeasure: 'apparent', layerMeasuredAt: at, layerHash: 'old' },
  })
  for (const [position, { type, name, source, destination, rw }] of mounts.entries())
    await add('container_mount', { containerRow: ids.app, hostId: ids.host, position, type, name, source, destination, rw })
  const measured = { hostId: ids.host, measuredAt: at, hash: 'old', basis: 'apparent' }
  await add('measurement', { ...measured, section: 'sizes', key: 'data', bytes: 5_000_000_000 })
  await add('measurement', { ...measured, section: 'layers', key: containerId, bytes: 4096 })
  const event = { hostId: ids.host, volumeId: ids.data, volumeName: 'data', at, containerId, containerName: 'app' }
  await add('volume_event', {
    ...event,
    key: '1',
    action: 'mounted',
    image: 'busybox',
    project: 'shop',
    destination: '/data',
    rw: true,
  })
  const job = { hostId: ids.host, volumeName: 'data', params: '{}', requestedById: 'u', requestedBy: 'Ada', via: 'web' }
  await add('job', { id: randomUUID(), kind: 'volume.create', ...job, state: 'succeeded', finishedAt: at })
  await add('activity', {
    ...{
      actorType: 'user',
      actor: 'Ada',
      via: 'web',
      action: 'volume.create',
      subjectKind: 'volume',
      subject: 'data',
      result: 'ok',
    },
    ...{ subjectId: ids.data, hostId: ids.host, host: 'web-1', text: 'made' },
  })
}
