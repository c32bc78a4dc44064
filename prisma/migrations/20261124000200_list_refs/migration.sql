-- Lists answer with row numbers of four bytes. Whether a volume is used is kept beside it, so that lists need not look at containers.

-- AlterTable
ALTER TABLE "container" ADD COLUMN "ref" SERIAL NOT NULL;
ALTER TABLE "container_mount" ADD COLUMN "realSource" TEXT;
ALTER TABLE "volume" ADD COLUMN "ref" SERIAL NOT NULL,
ADD COLUMN "used" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "active" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "projectDown" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "realDevice" TEXT,
-- What the row itself says of the verdict, whatever the host and its containers: as `volume-state-sql.ts` and `verdict.ts`.
ADD COLUMN "standing" TEXT GENERATED ALWAYS AS (CASE
  WHEN "problem" IS NOT NULL OR "driver" <> 'local' OR "scope" = 'global' OR "kind" IN ('nfs', 'cifs', 'plugin', 'other')
    OR jsonb_exists("labels", 'com.docker.stack.namespace') THEN 'unknown'
  WHEN "name" LIKE ANY (ARRAY['buildx\_buildkit\_%\_state', 'vscode', 'minikube', 'k3d-%', 'runner-%-cache-%'])
    OR jsonb_exists_any("labels", ARRAY['keep', 'stowage.keep']) THEN 'protected' END) STORED;

-- CreateIndex
CREATE UNIQUE INDEX "container_ref_key" ON "container"("ref");
CREATE UNIQUE INDEX "volume_ref_key" ON "volume"("ref");

-- By hand from here: what the schema language cannot say.

UPDATE "volume" SET "realDevice" = "fact" ->> 'realDevice' WHERE "fact" ->> 'realDevice' IS NOT NULL;

-- Orders of the lists. `volume_list_idx` and `container_list_idx` hold what most filters and orders ask for, in order of name, and
-- `volume_size_list_idx` the same in order of size, which is asked for most; the others give an order of figures, or carry a text that may
-- be long beside the name. Index rows have room for 2,700 bytes.
DROP INDEX "volume_name_order_idx", "volume_size_order_idx", "volume_sums_idx", "container_name_order_idx";
CREATE INDEX "volume_list_idx" ON "volume" ("name" COLLATE "C", "ref") INCLUDE ("hostId", "driver", "kind", "sizeBytes", "sizePartial", "sizeFiles",
  "sizeMeasuredAt", "newestWriteAt", "growthBytesPerDay", "createdAt", "firstSeenAt", "lastMountedAt", "factAt", "used", "active", "projectDown", "standing") WHERE "removedAt" IS NULL;
CREATE INDEX "volume_project_list_idx" ON "volume" ("name" COLLATE "C", "ref") INCLUDE ("hostId", "project", "sizeBytes", "sizePartial") WHERE "removedAt" IS NULL;
CREATE INDEX "volume_size_list_idx" ON "volume" ("sizeBytes", "name" COLLATE "C", "ref") INCLUDE ("hostId", "driver", "kind", "sizePartial", "sizeFiles",
  "newestWriteAt", "growthBytesPerDay", "createdAt", "firstSeenAt", "lastMountedAt", "factAt", "used", "active", "projectDown", "standing") WHERE "removedAt" IS NULL;
CREATE INDEX "volume_growth_list_idx" ON "volume" ("growthBytesPerDay", "name" COLLATE "C", "ref") INCLUDE ("hostId") WHERE "removedAt" IS NULL;
CREATE INDEX "volume_files_list_idx" ON "volume" ("sizeFiles", "name" COLLATE "C", "ref") INCLUDE ("hostId", "sizePartial") WHERE "removedAt" IS NULL;
CREATE INDEX "volume_written_list_idx" ON "volume" ("newestWriteAt", "name" COLLATE "C", "ref") INCLUDE ("hostId") WHERE "removedAt" IS NULL;
CREATE INDEX "volume_measured_list_idx" ON "volume" ("sizeMeasuredAt", "name" COLLATE "C", "ref") INCLUDE ("hostId") WHERE "removedAt" IS NULL;
CREATE INDEX "volume_created_list_idx" ON "volume" ("createdAt", "name" COLLATE "C", "ref") INCLUDE ("hostId") WHERE "removedAt" IS NULL;
CREATE INDEX "volume_seen_list_idx" ON "volume" ("firstSeenAt", "name" COLLATE "C", "ref") INCLUDE ("hostId") WHERE "removedAt" IS NULL;
CREATE INDEX "volume_mounted_list_idx" ON "volume" ("lastMountedAt", "name" COLLATE "C", "ref") INCLUDE ("hostId") WHERE "removedAt" IS NULL;
CREATE INDEX "container_list_idx" ON "container" ("name" COLLATE "C", "ref") INCLUDE ("id", "hostId", "state", "storageDriver", "readonlyRootfs", "layerBytes",
  "layerPartial", "layerMeasuredAt", "lostBytes", "logBytes", "growthBytesPerDay", "createdAt") WHERE "removedAt" IS NULL;
CREATE INDEX "container_image_list_idx" ON "container" ("name" COLLATE "C", "ref") INCLUDE ("id", "hostId", "image", "layerBytes", "layerPartial") WHERE "removedAt" IS NULL;
CREATE INDEX "container_project_list_idx" ON "container" ("name" COLLATE "C", "ref") INCLUDE ("hostId", "project", "layerBytes", "layerPartial") WHERE "removedAt" IS NULL;
CREATE INDEX "container_service_list_idx" ON "container" ("name" COLLATE "C", "ref") INCLUDE ("hostId", "service", "layerBytes", "layerPartial") WHERE "removedAt" IS NULL;
CREATE INDEX "container_layer_list_idx" ON "container" ("layerBytes", "name" COLLATE "C", "ref") INCLUDE ("hostId", "layerPartial") WHERE "removedAt" IS NULL;
CREATE INDEX "container_lost_list_idx" ON "container" ("lostBytes", "name" COLLATE "C", "ref") INCLUDE ("hostId", "layerPartial") WHERE "removedAt" IS NULL;
CREATE INDEX "container_growth_list_idx" ON "container" ("growthBytesPerDay", "name" COLLATE "C", "ref") INCLUDE ("hostId") WHERE "removedAt" IS NULL;
CREATE INDEX "container_logs_list_idx" ON "container" ("logBytes", "name" COLLATE "C", "ref") INCLUDE ("hostId") WHERE "removedAt" IS NULL;
CREATE INDEX "container_measured_list_idx" ON "container" ("layerMeasuredAt", "name" COLLATE "C", "ref") INCLUDE ("hostId") WHERE "removedAt" IS NULL;
CREATE INDEX "container_created_list_idx" ON "container" ("createdAt", "name" COLLATE "C", "ref") INCLUDE ("hostId") WHERE "removedAt" IS NULL;
-- How many names a pattern meets: without, Postgres takes every pattern for a rare one and looks each row up by itself.
CREATE STATISTICS "volume_name_words" ON (lower("name" COLLATE "C")) FROM "volume";
CREATE STATISTICS "container_name_words" ON (lower("name" COLLATE "C")) FROM "container";
CREATE STATISTICS "container_image_words" ON (lower("image" COLLATE "C")) FROM "container";
-- Lists read these indexes alone as long as the pages behind them are known to be visible, which vacuum notes.
ALTER TABLE "volume" SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);
ALTER TABLE "container" SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);

-- Uses of a volume by a path in its directory, also in the one above `_data` (engine-facts V15): binds, by the path as given and by where
-- its links lead, and other volumes whose device lies there, with the containers that mount those (`through`; `containerRow` is null when
-- no container does). A path above several volumes is none (A5). For whole hosts, with the steps in a fixed order: Postgres takes every
-- bind for one into a volume, and would compare each with all volumes of its host. OFFSET 0 makes it look each folder up by index.
CREATE INDEX "container_mount_real_idx" ON "container_mount" ("hostId") WHERE "type" = 'bind' AND "realSource" IS NOT NULL;
CREATE INDEX "volume_device_idx" ON "volume" ("hostId") WHERE "removedAt" IS NULL AND "kind" = 'path';
DROP VIEW "volume_inside";
CREATE FUNCTION volume_inside(hosts UUID[])
RETURNS TABLE ("volumeId" UUID, "hostId" UUID, "containerRow" UUID, "destination" TEXT, "rw" BOOLEAN, "through" UUID) LANGUAGE sql STABLE AS $$
  WITH reach AS MATERIALIZED (
    SELECT m."hostId", m."containerRow", m."destination", m."rw", NULL::uuid AS "through", m."source" AS "path"
    FROM container_mount m WHERE m."type" = 'bind' AND m."source" LIKE '%/volumes/%' AND m."hostId" = ANY(hosts)
    UNION ALL
    SELECT m."hostId", m."containerRow", m."destination", m."rw", NULL, m."source"
    FROM container_mount m WHERE m."type" = 'bind' AND m."source" NOT LIKE '%/volumes/%' AND m."hostId" = ANY(hosts) AND m."hostId" = ANY(ARRAY(
      SELECT DISTINCT v."hostId" FROM volume v WHERE v."removedAt" IS NULL AND v."mountpoint" <> '' AND v."mountpoint" NOT LIKE '%/volumes/%/\_data'))
    UNION ALL
    SELECT m."hostId", m."containerRow", m."destination", m."rw", NULL, m."realSource"
    FROM container_mount m WHERE m."type" = 'bind' AND m."realSource" IS NOT NULL AND m."hostId" = ANY(hosts)
    UNION ALL
    SELECT a."hostId", m."containerRow", m."destination", m."rw", a."id", device."path"
    FROM volume a CROSS JOIN LATERAL (VALUES (a."options" ->> 'device'), (a."realDevice")) AS device("path")
    LEFT JOIN container_mount m ON m."hostId" = a."hostId" AND m."name" = a."name" AND m."type" = 'volume'
    WHERE a."hostId" = ANY(hosts) AND a."removedAt" IS NULL AND a."kind" = 'path' AND device."path" LIKE '/%'
  ), folder AS MATERIALIZED (
    SELECT DISTINCT reach."hostId", reach."containerRow", reach."destination", reach."rw", reach."through", array_to_string(parts[1:n], '/') AS "path"
    FROM reach CROSS JOIN LATERAL string_to_array(reach."path", '/') AS parts CROSS JOIN LATERAL generate_series(2, cardinality(parts)) AS n
  )
  SELECT v."id", folder."hostId", folder."containerRow", folder."destination", folder."rw", folder."through"
  FROM folder
  CROSS JOIN LATERAL (SELECT v."id" FROM volume v WHERE v."hostId" = folder."hostId" AND v."removedAt" IS NULL AND v."mountpoint" <> ''
    AND regexp_replace(v."mountpoint", '/_data$', '') = folder."path" AND v."id" IS DISTINCT FROM folder."through" OFFSET 0) v
$$;

-- Brings `used`, `active` and `projectDown` of the present volumes of these hosts up to date and returns the ids of those that changed.
-- Whoever writes volumes, containers or mounts calls it in the same transaction. Planned anew each time: a connection that planned it on
-- empty tables would read all volumes for each host until the first statistics, so that a fleet's first reports take minutes.
CREATE FUNCTION keep_volume_uses(hosts UUID[]) RETURNS SETOF UUID LANGUAGE sql SET plan_cache_mode = force_custom_plan AS $$
  WITH use AS MATERIALIZED (
    SELECT each."volumeId", bool_or(coalesce(c."state" IN ('running', 'paused', 'restarting'), false)) AS "active"
    FROM (
      SELECT v."id" AS "volumeId", m."containerRow" FROM volume v
      JOIN container_mount m ON m."hostId" = v."hostId" AND m."name" = v."name" AND m."type" = 'volume'
      WHERE v."hostId" = ANY(hosts) AND v."removedAt" IS NULL
      UNION ALL SELECT i."volumeId", i."containerRow" FROM volume_inside(hosts) i
    ) each LEFT JOIN container c ON c."id" = each."containerRow" AND c."hostId" = ANY(hosts) AND c."removedAt" IS NULL
    WHERE each."containerRow" IS NULL OR c."id" IS NOT NULL GROUP BY 1
  ), up AS MATERIALIZED (
    SELECT DISTINCT c."hostId", c."project" FROM container c WHERE c."hostId" = ANY(hosts) AND c."removedAt" IS NULL AND c."project" IS NOT NULL
  )
  UPDATE volume v SET "used" = fresh."used", "active" = fresh."active", "projectDown" = fresh."projectDown"
  FROM (
    SELECT v."id", use."volumeId" IS NOT NULL AS "used", coalesce(use."active", false) AS "active",
      v."project" IS NOT NULL AND up."project" IS NULL AS "projectDown"
    FROM volume v LEFT JOIN use ON use."volumeId" = v."id" LEFT JOIN up ON up."hostId" = v."hostId" AND up."project" = v."project"
    WHERE v."hostId" = ANY(hosts) AND v."removedAt" IS NULL
  ) fresh
  WHERE v."id" = fresh."id" AND (v."used", v."active", v."projectDown") IS DISTINCT FROM (fresh."used", fresh."active", fresh."projectDown")
  RETURNING v."id"
$$;

SELECT count(*) FROM keep_volume_uses(ARRAY(SELECT "id" FROM "host"));
