import type { Database } from '@stowage/db/client'
import type { Live } from '@stowage/db/live'

/** What every call of the agent router gets. */
export interface AgentContext {
  db: Database
  live: Pick<Live, 'onJobs'>
  /** Known to every replica and to nobody else; signs challenges. */
  secret: string
  /** The `authorization` header as it came. */
  authorization: string | null
  now: () => Date
  /** Aborted when the server stops: streams end then, and agents come back to another replica. */
  closing: AbortSignal
  /** Takes failures that no caller hears of. */
  log: (error: unknown) => void
}
