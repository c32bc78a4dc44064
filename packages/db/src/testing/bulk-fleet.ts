import type { Database } from '../client.ts'
import { addHost, day, now } from './fleet-rows.ts'

/** So many times 32 characters, to make rows as wide as real facts do. */
const fact = (length: number) =>
  `jsonb_build_object('text', (SELECT string_agg(md5(n::text || i), '') FROM generate_series(1, ${length}) i))`

/** As many volumes, and as many containers, on each of some hosts in two statements: every third mounted, every tenth of unknown size. */
export async function bulkFleet(db: Database, { hosts, each }: { hosts: number; each: number }): Promise<void> {
  for (let index = 0; index < hosts; index += 1) await addHost(db, { name: `host-${index}` })
  const began = `$2::timestamptz - (3 + n % 90) * interval '1 day'`
  await db.pool.query(
    `INSERT INTO volume (id, "hostId", name, driver, scope, kind, mountpoint, options, labels, project, fact, hash, "firstSeenAt", "factAt",
       "createdAt", "sizeBytes", "sizeFiles", "newestWriteAt", "growthBytesPerDay", "lastMountedAt")
     SELECT gen_random_uuid(), h.id, 'data-' || n, 'local', 'local', 'named', '/v/' || n, '{}', '{}', CASE WHEN n % 4 = 0 THEN 'shop-' || n % 9 END,
       ${fact(10)}, '', ${began}, ${began}, ${began}, CASE WHEN n % 10 > 0 THEN n * 1e6 END, n, ${began}, n * 1e3, CASE WHEN n % 3 = 0 THEN ${began} END
     FROM host h, generate_series(1, $1::int) n`,
    [each, new Date(now.getTime() - day)],
  )
  await db.pool.query(
    `INSERT INTO container (id, "hostId", "containerId", name, image, "imageId", state, "restartPolicy", "readonlyRootfs", "storageDriver",
       "logDriver", labels, project, service, hash, fact, "createdAt", "layerBytes", "lostBytes", "logBytes", "growthBytesPerDay")
     SELECT gen_random_uuid(), h.id, h.name || '-' || n, 'app-' || n, 'image-' || n % 7, 'sha256:1', CASE WHEN n % 5 = 0 THEN 'exited' ELSE 'running' END,
       'no', false, 'overlay2', 'json-file', '{}', 'shop-' || n % 9, 'app', '', ${fact(30)}, $2::timestamptz - n * interval '1 hour',
       CASE WHEN n % 10 > 0 THEN n * 1e6 END, n, n, n FROM host h, generate_series(1, $1::int) n`,
    [each, now],
  )
  await db.pool.query(
    `INSERT INTO container_mount ("containerRow", "hostId", position, type, name, source, destination, rw)
     SELECT id, "hostId", 0, 'volume', 'data-' || substr(name, 5), '', '/data', true FROM container WHERE substr(name, 5)::int % 3 = 0`,
  )
  await db.pool.query('SELECT count(*) FROM keep_volume_uses(ARRAY(SELECT id FROM host))')
  await vacuum(db)
}

/** Again until every page is known to be visible, which plans go by: a snapshot that another test still holds keeps pages from it. */
async function vacuum({ pool }: Database): Promise<void> {
  const tables = ['volume', 'container', 'container_mount', 'host']
  const deadline = Date.now() + 30_000
  for (;;) {
    await pool.query(`VACUUM (ANALYZE) ${tables.join(', ')}`)
    const hidden = await pool.query('SELECT FROM pg_class WHERE relname = ANY($1) AND relallvisible < relpages', [tables])
    if (hidden.rowCount === 0) return
    if (Date.now() > deadline) throw new Error('pages stay invisible')
  }
}
