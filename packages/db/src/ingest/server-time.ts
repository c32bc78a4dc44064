/** A time of the agent's clock in ours: the host's known offset is taken off, and nothing is later than its receipt (AP9, M13). */
export function serverTime(agentIso: string, clockOffsetMs: number | null, receivedAt: Date): Date {
  const at = Date.parse(agentIso) - (clockOffsetMs ?? 0)
  return Number.isFinite(at) && at > 0 && at < receivedAt.getTime() ? new Date(at) : receivedAt
}

/** A time as the engine wrote it, or null when it is none that Postgres can keep. */
export function engineTime(iso: string | null): Date | null {
  const at = iso === null ? Number.NaN : Date.parse(iso)
  return Number.isFinite(at) && at > Date.UTC(1000, 0) ? new Date(at) : null
}
