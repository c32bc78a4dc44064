import { randomUUID } from 'node:crypto'
import { AppError } from '@stowage/domain/app-error'
import { defaultHostPolicy } from '@stowage/domain/host-policy'
import type pg from 'pg'
import { type ActivityEntry, recordActivity } from '../activity.ts'
import type { Database } from '../client.ts'
import { notifyLive } from '../notify.ts'
import { storableText } from '../storable.ts'
import { inTransaction } from '../transaction.ts'

export type EnrolAgent = { tokenHash: string; publicKey: string; hostname: string; agentVersion: string; now: Date }
export type EnrolledHost = { hostId: string; name: string }

/** Records for one token: whoever found a used one cannot fill the log, which only grows. */
const refusalsPerHour = 60

type Enrolment = {
  id: string
  name: string | null
  createdBy: string
  expiresAt: Date
  usedByKey: string | null
  hostId: string | null
}

/**
 * Makes a host of the key that an enrolment's token came with. The same token with the same key again answers the same host, however
 * often and however late (M10); any other use of a used or expired token is refused and logged (AP1, M11). Throws `unauthorized`.
 */
export async function enrolAgent({ pool }: Pick<Database, 'pool'>, input: EnrolAgent): Promise<EnrolledHost> {
  const answer = await inTransaction(pool, async (client) => {
    const { rows } = await client.query<Enrolment>(
      'SELECT id, name, "createdBy", "expiresAt", "usedByKey", "hostId" FROM enrolment WHERE "tokenHash" = $1 FOR UPDATE',
      [input.tokenHash],
    )
    const [enrolment] = rows
    if (!enrolment) return null
    if (enrolment.usedByKey === input.publicKey && enrolment.hostId) return existing(client, enrolment.hostId)
    if (enrolment.usedByKey !== null) return refuse(client, input, enrolment.id, 'was used before')
    if (enrolment.expiresAt <= input.now) return refuse(client, input, enrolment.id, 'has expired')
    const host = await makeHost(client, input, enrolment)
    await client.query('UPDATE enrolment SET "usedAt" = $2, "usedByKey" = $3, "hostId" = $4 WHERE id = $1', [
      enrolment.id,
      input.now,
      input.publicKey,
      host.hostId,
    ])
    await recordActivity(client, [entry(host.name, host.hostId, 'ok', `Host "${host.name}" was enrolled.`)])
    await notifyLive(client, [
      { topic: 'host', ids: [host.hostId], hostId: host.hostId },
      { topic: 'activity', ids: [], hostId: host.hostId },
    ])
    return host
  })
  if (answer) return answer
  throw new AppError('unauthorized', 'This enrolment token is unknown, used or expired. Make a new one under Hosts.')
}

async function existing(client: pg.PoolClient, hostId: string): Promise<EnrolledHost | null> {
  const { rows } = await client.query<EnrolledHost>(
    'SELECT id AS "hostId", name FROM host WHERE id = $1 AND "revokedAt" IS NULL',
    [hostId],
  )
  return rows[0] ?? null
}

async function makeHost(client: pg.PoolClient, input: EnrolAgent, enrolment: Enrolment): Promise<EnrolledHost> {
  // Two enrolments at once may want one name: the lock makes the second see the first.
  await client.query(`SELECT pg_advisory_xact_lock(hashtext('stowage host name'))`)
  const { rows: known } = await client.query<EnrolledHost>('SELECT id AS "hostId", name FROM host WHERE "publicKey" = $1', [
    input.publicKey,
  ])
  const [same] = known
  if (same) {
    // The key of an earlier enrolment with a new token: an admin wants this host back.
    await client.query('UPDATE host SET "revokedAt" = NULL, "enrolledAt" = $2, "agentVersion" = $3 WHERE id = $1', [
      same.hostId,
      input.now,
      input.agentVersion,
    ])
    return same
  }
  const hostId = randomUUID()
  const name = await freeName(client, enrolment.name ?? hostName(input.hostname))
  await client.query(
    `INSERT INTO host (id, name, hostname, "publicKey", "enrolledAt", "agentVersion", policy) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      hostId,
      name,
      storableText(input.hostname),
      input.publicKey,
      input.now,
      storableText(input.agentVersion),
      JSON.stringify(defaultHostPolicy),
    ],
  )
  return { hostId, name }
}

/** A hostname as a name that fits scopes, commands and addresses. */
const hostName = (hostname: string): string =>
  hostname
    .replaceAll(/[^A-Za-z0-9_.-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, 55) || 'host'

async function freeName(client: pg.PoolClient, wanted: string): Promise<string> {
  const { rows } = await client.query<{ name: string }>('SELECT name FROM host WHERE starts_with(name, $1)', [wanted])
  const taken = new Set(rows.map(({ name }) => name))
  if (!taken.has(wanted)) return wanted
  for (let n = 2; ; n += 1) if (!taken.has(`${wanted}-${n}`)) return `${wanted}-${n}`
}

async function refuse(client: pg.PoolClient, { hostname }: EnrolAgent, enrolmentId: string, why: string): Promise<null> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM activity WHERE at > now() - interval '1 hour' AND action = 'host.enrol' AND details->>'enrolmentId' = $1`,
    [enrolmentId],
  )
  if ((rows[0]?.count ?? 0) >= refusalsPerHour) return null
  const text = `A machine that calls itself "${hostname}" tried to enrol with a token that ${why}.`
  await recordActivity(client, [{ ...entry(hostname, null, 'denied', text), details: { enrolmentId } }])
  await notifyLive(client, [{ topic: 'activity', ids: [], hostId: null }])
  return null
}

const entry = (name: string, hostId: string | null, result: ActivityEntry['result'], text: string): ActivityEntry => ({
  actorType: 'agent',
  actor: name,
  via: 'agent',
  action: 'host.enrol',
  subjectKind: 'host',
  subjectId: hostId,
  subject: name,
  hostId,
  host: hostId && name,
  result,
  text,
})
