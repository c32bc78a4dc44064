import type { HostPolicy } from '@stowage/domain/host-policy'
import { canonicalJson } from '@stowage/domain/section-hash'
import { type Queryable, recordActivity } from '../activity.ts'
import { storable } from '../storable.ts'

type Told = { policy: HostPolicy; policyProblem: string | null }

/** Keeps what the host's policy file says; a change since an earlier session is logged, since it changes what Stowage may do there. */
export async function keepPolicy(
  client: Queryable,
  host: { id: string; name: string; policy: unknown },
  told: Told,
  isLogged: boolean,
): Promise<boolean> {
  const policy = storable(told.policy)
  await client.query('UPDATE host SET policy = $2, "policyProblem" = $3 WHERE id = $1', [
    host.id,
    JSON.stringify(policy),
    told.policyProblem && storable(told.policyProblem),
  ])
  const changed = canonicalJson(policy) !== canonicalJson(host.policy)
  if (changed && isLogged) {
    await recordActivity(client, [
      {
        actorType: 'agent',
        actor: host.name,
        via: 'agent',
        action: 'host.policy',
        subjectKind: 'host',
        subjectId: host.id,
        subject: host.name,
        hostId: host.id,
        host: host.name,
        result: 'ok',
        text: `The policy file on "${host.name}" changed: its mode is ${policy.mode}.`,
        details: { before: host.policy, after: policy },
      },
    ])
  }
  return changed
}
