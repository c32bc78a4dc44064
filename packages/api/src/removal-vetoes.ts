import type { HostFacts } from '@stowage/db/lists/host-facts'
import { neverListed } from '@stowage/domain/never-list'
import { protectedBy } from '@stowage/domain/protected-by'
import type { VolumeRow } from '@stowage/domain/volume'
import { z } from 'zod'

export const Veto = z.object({
  code: z.enum(['removed', 'revoked', 'host_stale', 'read_only', 'mounted_now', 'busy', 'protected', 'unknown']),
  text: z.string(),
})
export type Veto = z.infer<typeof Veto>

type Row = Pick<
  VolumeRow,
  'name' | 'host' | 'hostState' | 'kind' | 'labels' | 'removedAt' | 'usedBy' | 'openJobId' | 'state' | 'stateReason'
>
type Host = Pick<HostFacts, 'name' | 'policy' | 'revoked' | 'judged' | 'stateReason'>

const namesMax = 10
/** Of these, removing takes the definition only: other hosts' use of the same data is no reason against it (C23). */
const definitionOnly: readonly VolumeRow['kind'][] = ['nfs', 'cifs', 'path']

/** Why a volume cannot be removed now, most telling first; empty = nothing known is against it. The agent decides at the engine. */
export function removalVetoes(row: Row, host: Host): Veto[] {
  if (row.removedAt)
    return [{ code: 'removed', text: `${row.name} was removed from ${row.host} at ${row.removedAt.toISOString()}.` }]
  if (host.revoked) return [{ code: 'revoked', text: `${host.name} was revoked: Stowage does nothing there.` }]
  const vetoes: Veto[] = []
  const isSilent = row.hostState === 'unreachable' || row.hostState === 'offline'
  if (isSilent) vetoes.push({ code: 'host_stale', text: `What is shown of ${host.name} is old. ${host.stateReason}` })
  if (row.usedBy.length > 0) vetoes.push({ code: 'mounted_now', text: usesText(row) })
  else if (row.state === 'used') vetoes.push({ code: 'mounted_now', text: row.stateReason })
  if (row.openJobId) vetoes.push({ code: 'busy', text: `A job on ${row.name} is open. Wait for it to end.` })
  const shield = protectedBy(host.policy, row)
  const listed = neverListed(row)
  if (shield)
    vetoes.push({ code: 'protected', text: `Protected by ${shield.line} (${shield.pattern}) in the policy of ${host.name}.` })
  else if (listed) vetoes.push({ code: 'protected', text: `Protected: ${listed}.` })
  const { policy } = host
  if (policy.mode !== 'manage') {
    vetoes.push({
      code: 'read_only',
      text: `The agent of ${host.name} only observes. Switch it to manage in its policy file on the host.`,
    })
  } else if (policy.limits.removalsPerHour === 0) {
    vetoes.push({ code: 'read_only', text: `The policy of ${host.name} allows no removals (limits.removalsPerHour).` })
  }
  const isDoubtful = row.state === 'unknown' && !isSilent && !(host.judged && definitionOnly.includes(row.kind))
  if (isDoubtful) vetoes.push({ code: 'unknown', text: row.stateReason })
  return vetoes
}

function usesText({ name, usedBy }: Row): string {
  const each = usedBy.slice(0, namesMax).map((use) => `${use.container} ${use.state} on ${use.hostName}`)
  const more = usedBy.length > namesMax ? ` · and ${usedBy.length - namesMax} more` : ''
  return `${usedBy.length === 1 ? '1 container uses' : `${usedBy.length} containers use`} ${name}: ${each.join(' · ')}${more}`
}
