import type { HostRow } from '@stowage/domain/host'
import { formatCount } from '../../lib/format-sum.ts'

type Host = Pick<HostRow, 'id' | 'name' | 'state' | 'stateReason' | 'volumes' | 'containers' | 'lastSeenAt'>

export interface CoverageWords {
  tone: 'whole' | 'stale' | 'unreachable'
  text: string
  /** For narrow screens: what is missing, in a few words. */
  short: string
  /** Host whose page explains it, when there is one. */
  why: string | null
  /** Host that could be hidden. */
  hide: string | null
}

const list = (hosts: readonly Host[]) => {
  const names = hosts.slice(0, 3).map(({ name }) => name)
  return hosts.length > 3 ? `${names.join(', ')} and ${hosts.length - 3} more` : names.join(', ')
}

function lastSeen(host: Host, noun: 'volumes' | 'containers' | 'hosts'): string {
  if (noun === 'hosts') return 'Its figures are as last seen.'
  const one = noun.slice(0, -1)
  return host[noun] === 1
    ? `Its ${one} is shown as last seen and left out of safe totals.`
    : `Its ${formatCount(host[noun], one)} are shown as last seen and left out of safe totals.`
}

/** Which hosts a list of `noun` covers, and what of it is old. `since`: the moment of the last report in words. */
export function coverageWords<H extends Host>(
  hosts: readonly H[],
  noun: 'volumes' | 'containers' | 'hosts',
  since: (host: H) => string | null,
): CoverageWords {
  const silent = hosts.filter(({ state }) => state === 'unreachable' || state === 'offline')
  const stale = hosts.filter(({ state }) => state === 'degraded')
  const [lost] = silent
  const [late] = stale
  if (!lost && !late) {
    const text = hosts.length === 1 ? '1 host, and it reports.' : `All ${formatCount(hosts.length, 'host')} report.`
    return { tone: 'whole', text, short: text, why: null, hide: null }
  }
  const sentences: string[] = []
  if (lost && silent.length === 1) {
    const at = since(lost)
    sentences.push(`${lost.name} ${at ? `has not reported since ${at}` : 'has never reported'}.`, lastSeen(lost, noun))
  } else if (lost) {
    sentences.push(
      `${silent.length} of ${formatCount(hosts.length, 'host')} do not report: ${list(silent)}.`,
      noun === 'hosts' ? 'Their figures are as last seen.' : `Their ${noun} are shown as last seen and left out of safe totals.`,
    )
  }
  if (late) {
    sentences.push(
      stale.length === 1 ? `${late.name}: ${late.stateReason}` : `${stale.length} hosts report late or in part: ${list(stale)}.`,
    )
  }
  return {
    tone: lost ? 'unreachable' : 'stale',
    text: sentences.join(' '),
    short: [
      silent.length > 0 ? `${silent.length} of ${hosts.length} not reporting` : '',
      stale.length > 0 ? `${stale.length} late` : '',
    ]
      .filter(Boolean)
      .join(' · '),
    why: silent.length + stale.length === 1 || silent.length === 1 ? ((lost ?? late)?.id ?? null) : null,
    hide: silent.length === 1 && noun !== 'hosts' ? (lost?.name ?? null) : null,
  }
}
