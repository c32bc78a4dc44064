import { hasPartitionSql } from '../history/periods.ts'
import { type Ingest, timeOf } from './ingest.ts'

/** Start of the five-minute slot around a time: each holds one sample at most, the last one told. */
const slotSql = (at: string) => `to_timestamp(floor(extract(epoch FROM ${at}) / 300) * 300)`

/** Rows `subject` of $1, whose measurement changed, and of $3, which are new, each with its slot. A change to no measurement tells of now ($2). */
const subjects = (table: 'volume' | 'container', measuredAt: string) => `
  (SELECT id, $2::timestamptz AS now FROM unnest($1::uuid[]) AS id UNION SELECT id, NULL FROM unnest($3::uuid[]) AS id) AS told
  JOIN ${table} AS subject ON subject.id = told.id
  CROSS JOIN LATERAL (SELECT ${slotSql(`coalesce(subject."${measuredAt}", told.now)`)} AS at) AS slot`

/**
 * What is measured again and again and stays as it was is told once an hour: a point holds until the next one, and whatever runs is
 * measured every few minutes.
 */
const isTold = (kind: string, bytes: string) => `EXISTS (SELECT FROM (
    SELECT held.at, held.bytes FROM size_sample AS held WHERE held.kind = ${kind} AND held."subjectId" = subject.id
      AND held.at <= slot.at AND held.at > slot.at - interval '1 hour' ORDER BY held.at DESC LIMIT 1
  ) AS last WHERE last.at < slot.at AND last.bytes IS NOT DISTINCT FROM ${bytes})`
const insert = (kind: string, bytes: string, from: string) => `
  INSERT INTO size_sample (kind, "subjectId", "hostId", at, bytes)
  SELECT ${kind}, subject.id, subject."hostId", slot.at, ${bytes} FROM ${from}
  WHERE ${hasPartitionSql('size_sample', 'slot.at')} AND NOT ${isTold(kind, bytes)}`
const replace = `ON CONFLICT (kind, "subjectId", at) DO UPDATE SET bytes = EXCLUDED.bytes WHERE size_sample.bytes IS DISTINCT FROM EXCLUDED.bytes`

/** A figure that is only a lower bound is no sample: from here on unknown. Nor is a log a gap that never was a number. */
const statements = {
  volumes: `${insert(`'volume'`, `CASE WHEN NOT subject."sizePartial" THEN subject."sizeBytes" END`, subjects('volume', 'sizeMeasuredAt'))} ${replace}`,
  containers: `${insert(
    'sample.kind',
    'sample.bytes',
    `${subjects('container', 'layerMeasuredAt')} CROSS JOIN LATERAL (VALUES
      ('layer', CASE WHEN NOT subject."layerPartial" THEN subject."layerBytes" END), ('log', subject."logBytes")) AS sample(kind, bytes)`,
  )} AND (sample.kind = 'layer' OR sample.bytes IS NOT NULL OR EXISTS (SELECT 1 FROM size_sample AS earlier
      WHERE earlier.kind = 'log' AND earlier."subjectId" = subject.id AND earlier.bytes IS NOT NULL)) ${replace}`,
}

/**
 * Adds what was just measured to the history of these rows (`changed`: rows that another measurement was merged onto). What was measured
 * before the oldest partition is left out, and what was told within the last hour and is the same.
 */
export async function sampleSizes(
  { client, receivedAt }: Ingest,
  kind: keyof typeof statements,
  { changed, began }: { changed: readonly string[]; began: readonly string[] },
): Promise<void> {
  if (changed.length + began.length > 0) await client.query(statements[kind], [changed, receivedAt, began])
}

/** Adds how full the host's disk was, as far as that is known, when the agent looked at the engine. */
export async function sampleDisk(ingest: Ingest, collectedAt: string): Promise<void> {
  const figures = '"totalBytes", "usedBytes", "availableBytes", "totalInodes", "usedInodes"'
  await ingest.client.query(
    `INSERT INTO disk_sample ("hostId", at, ${figures})
     SELECT id, slot.at, "diskBytes", "diskUsedBytes", "diskAvailableBytes", "totalInodes", "usedInodes"
     FROM host CROSS JOIN (SELECT ${slotSql('$2::timestamptz')} AS at) AS slot
     WHERE id = $1 AND "diskBytes" IS NOT NULL AND "diskUsedBytes" IS NOT NULL AND "diskAvailableBytes" IS NOT NULL
       AND ${hasPartitionSql('disk_sample', 'slot.at')}
     ON CONFLICT ("hostId", at) DO UPDATE SET (${figures}) = ROW(EXCLUDED."totalBytes", EXCLUDED."usedBytes", EXCLUDED."availableBytes",
       EXCLUDED."totalInodes", EXCLUDED."usedInodes")`,
    [ingest.host.id, timeOf(ingest, collectedAt)],
  )
}
