-- Uses of a volume by a path: a bind whose source lies in the volume's directory, also in the one above `_data` (engine-facts V15).
-- A bind of a parent of several volumes is none (A5). Nearly all binds lie outside every `/volumes/` and are left out early.
CREATE INDEX "volume_directory_idx" ON "volume" ("hostId", (regexp_replace("mountpoint", '/_data$', ''))) WHERE "removedAt" IS NULL AND "mountpoint" <> '';
CREATE INDEX "volume_elsewhere_idx" ON "volume" ("hostId") WHERE "removedAt" IS NULL AND "mountpoint" <> '' AND "mountpoint" NOT LIKE '%/volumes/%/\_data';
CREATE INDEX "container_mount_inside_idx" ON "container_mount" ("hostId") WHERE "type" = 'bind' AND "source" LIKE '%/volumes/%';
CREATE INDEX "container_mount_bind_idx" ON "container_mount" ("hostId") WHERE "type" = 'bind';
CREATE INDEX "container_mount_volume_idx" ON "container_mount" ("hostId", "name") INCLUDE ("containerRow") WHERE "type" = 'volume' AND "name" IS NOT NULL;

CREATE VIEW "volume_inside" AS
SELECT v."id" AS "volumeId", m."hostId", m."containerRow", m."destination", m."rw"
FROM (
  SELECT * FROM "container_mount" WHERE "type" = 'bind' AND "source" LIKE '%/volumes/%'
  UNION ALL
  SELECT * FROM "container_mount" WHERE "type" = 'bind' AND "source" NOT LIKE '%/volumes/%' AND "hostId" = ANY(ARRAY(
    SELECT DISTINCT "hostId" FROM "volume" WHERE "removedAt" IS NULL AND "mountpoint" <> '' AND "mountpoint" NOT LIKE '%/volumes/%/\_data'))
) m
CROSS JOIN LATERAL (
  SELECT array_to_string(parts[1:n], '/') AS "path"
  FROM string_to_array(m."source", '/') AS parts, generate_series(2, cardinality(parts)) AS n
) AS above
JOIN "volume" v ON v."hostId" = m."hostId" AND v."removedAt" IS NULL AND v."mountpoint" <> ''
  AND regexp_replace(v."mountpoint", '/_data$', '') = above."path";

-- Order and sums of the lists without reading the rows.
CREATE INDEX "volume_name_order_idx" ON "volume" ("name" COLLATE "C", "id") INCLUDE ("hostId") WHERE "removedAt" IS NULL;
CREATE INDEX "volume_size_order_idx" ON "volume" ("sizeBytes" DESC NULLS LAST, "name" COLLATE "C", "id") INCLUDE ("hostId") WHERE "removedAt" IS NULL;
CREATE INDEX "volume_sums_idx" ON "volume" ("hostId") INCLUDE ("sizeBytes") WHERE "removedAt" IS NULL;
CREATE INDEX "container_name_order_idx" ON "container" ("name" COLLATE "C", "id") INCLUDE ("hostId") WHERE "removedAt" IS NULL;
CREATE INDEX "container_project_idx" ON "container" ("hostId", "project") WHERE "removedAt" IS NULL AND "project" IS NOT NULL;
CREATE INDEX "job_volume_idx" ON "job" ("hostId", "volumeName", "createdAt");
