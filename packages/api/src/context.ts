import type { Database } from '@stowage/db/client'
import type { Live } from '@stowage/db/live'
import type { Actor } from './actor.ts'

/** What every call of the user router gets. */
export interface Context {
  db: Database
  live: Pick<Live, 'listen'>
  actor: Actor | null
  /** Public address of this server, without a trailing slash. */
  origin: string
  now: () => Date
  /** Aborted when the server stops: streams end then. */
  closing: AbortSignal
}

/** A call whose procedure asked for a permission. */
export type UserContext = Omit<Context, 'actor'> & { actor: Actor }
