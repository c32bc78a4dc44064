import type { Database } from '@stowage/db/client'
import { defaultHostPolicy } from '@stowage/domain/host-policy'

/** Of each simulated host. */
const volumesEach = 500
const containersEach = 500

/**
 * Grows the database to `volumes` volumes and as many containers on hosts that report: more than half of the volumes used, every tenth of unknown size, a fifth anonymous, labels and
 * Compose projects as teams have them. Statistics are fresh, as autovacuum leaves them.
 */
export async function growFleet({ pool }: Pick<Database, 'pool'>, volumes: number): Promise<void> {
  const hosts = Math.ceil(volumes / volumesEach)
  await pool.query(
    `INSERT INTO host (id, name, hostname, "publicKey", "enrolledAt", "agentVersion", policy, "lastSeenAt", "engineIdentity")
     SELECT gen_random_uuid(), name, name, name, now() - interval '200 days', '0.1.0', $2, now(), name
     FROM generate_series(1, $1) n, LATERAL (SELECT 'host-' || lpad(n::text, 3, '0') AS name) named ON CONFLICT DO NOTHING`,
    [hosts, JSON.stringify(defaultHostPolicy)],
  )
  await pool.query(
    `INSERT INTO host_section ("hostId", name, status, "collectedAt", "okAt")
     SELECT h.id, s.name, 'ok', now(), now() FROM host h, unnest(ARRAY['engine', 'containers', 'layers', 'volumes', 'sizes']) s(name)
     ON CONFLICT DO NOTHING`,
  )
  await pool.query(insertVolumes, [volumesEach])
  await pool.query(insertContainers, [containersEach])
  await pool.query(insertMounts)
  await pool.query('SELECT count(*) FROM keep_volume_uses(ARRAY(SELECT id FROM host))')
  await pool.query('VACUUM (ANALYZE) volume, container, container_mount, host, host_section')
}

/** A host is silent after 45 s; a benchmark takes longer. Ten minutes ahead of the clock counts as now. */
export async function keepReporting({ pool }: Pick<Database, 'pool'>): Promise<void> {
  await pool.query(`UPDATE host SET "lastSeenAt" = now() + interval '10 minutes'`)
  await pool.query(`UPDATE host_section SET "collectedAt" = now() + interval '10 minutes', "okAt" = now()`)
}

const insertVolumes = `
  INSERT INTO volume (id, "hostId", name, driver, scope, kind, anonymous, mountpoint, options, labels, project, fact, hash,
    "firstSeenAt", "factAt", "lastMountedAt", "createdAt", "sizeBytes", "sizePartial", "sizeFiles", "newestWriteAt", "growthBytesPerDay",
    "sizeMeasuredAt", "sizeBasis")
  SELECT gen_random_uuid(), h.id, name, 'local', 'local', CASE WHEN n % 5 = 0 THEN 'anonymous' ELSE 'named' END,
    CASE WHEN n % 5 = 0 THEN 'name' END, '/var/lib/docker/volumes/' || name || '/_data', '{}', labels, labels ->> 'com.docker.compose.project',
    jsonb_build_object('name', name, 'driver', 'local', 'scope', 'local', 'mountpoint', '/var/lib/docker/volumes/' || name || '/_data', 'labels', labels),
    md5(name) || md5(name), began, began, CASE WHEN n % 3 = 0 THEN now() - (2 + random() * 90) * interval '1 day' END, began,
    CASE WHEN n % 10 > 0 THEN (random() ^ 6 * 5e11)::bigint END, n % 200 = 1, CASE WHEN n % 10 > 0 THEN (random() ^ 4 * 1e6)::bigint END,
    CASE WHEN n % 10 > 0 THEN now() - random() * 180 * interval '1 day' END, CASE WHEN n % 4 > 0 THEN (random() - 0.2) ^ 5 * 1e10 END, now(), 'allocated'
  FROM (SELECT id, name AS host FROM host WHERE NOT EXISTS (SELECT 1 FROM volume v WHERE v."hostId" = host.id)) h,
    generate_series(1, $1::int) n, LATERAL (SELECT
      CASE WHEN n % 5 = 0 THEN md5(h.host || n) || md5(n || h.host)
        ELSE (ARRAY['data', 'pg', 'cache', 'uploads', 'logs', 'redis'])[n % 6 + 1] || '-' || n END AS name,
      CASE WHEN n % 4 = 0 THEN jsonb_build_object('com.docker.compose.project', 'shop-' || n % 40, 'com.docker.compose.volume', 'data')
        WHEN n % 7 = 0 THEN jsonb_build_object('team', (ARRAY['web', 'db', 'ops'])[n % 3 + 1]) ELSE '{}'::jsonb END AS labels,
      now() - (2 + random() * 180 + n * 0) * interval '1 day' AS began) made`

const insertContainers = `
  INSERT INTO container (id, "hostId", "containerId", name, image, "imageId", state, "createdAt", "startedAt", "restartPolicy", "readonlyRootfs",
    "storageDriver", "logDriver", labels, project, service, hash, fact, "layerBytes", "lostBytes", "logBytes", "growthBytesPerDay")
  SELECT gen_random_uuid(), h.id, md5(h.host || n) || md5(n || h.host), 'app-' || n, (ARRAY['postgres:16', 'nginx:1.27', 'redis:7', 'ghcr.io/x/app:3'])[n % 4 + 1],
    'sha256:' || md5(n::text), CASE WHEN n % 5 = 0 THEN 'exited' ELSE 'running' END, now() - interval '9 days', now() - interval '1 day', 'always', false,
    'overlay2', 'json-file', '{}', CASE WHEN n % 8 = 0 THEN 'shop-' || n % 20 END, 
    CASE WHEN n % 8 = 0 THEN 'app-' || n % 5 END, md5(n::text), '{"mounts": []}', CASE WHEN n % 10 > 0 THEN (random() ^ 6 * 5e10)::bigint END,
    CASE WHEN n % 10 > 1 THEN (random() ^ 8 * 1e9)::bigint END, (random() ^ 6 * 1e10)::bigint, CASE WHEN n % 4 > 0 THEN (random() ^ 5 * 1e9) END
  FROM (SELECT id, name AS host FROM host WHERE NOT EXISTS (SELECT 1 FROM container c WHERE c."hostId" = host.id)) h, generate_series(1, $1::int) n`

const insertMounts = `
  INSERT INTO container_mount ("containerRow", "hostId", position, type, name, source, destination, rw)
  SELECT c.id, c."hostId", 0, CASE WHEN v.name IS NULL THEN 'bind' ELSE 'volume' END, v.name, coalesce(v.mountpoint, '/srv/' || c.name), '/data', true
  FROM (SELECT *, substr(name, 5)::int AS n FROM container WHERE id NOT IN (SELECT "containerRow" FROM container_mount)) c
  LEFT JOIN volume v ON c.n % 3 < 2 AND v."hostId" = c."hostId" AND v.name = (ARRAY['data', 'pg', 'cache', 'uploads', 'logs', 'redis'])[c.n % 6 + 1] || '-' || c.n`
