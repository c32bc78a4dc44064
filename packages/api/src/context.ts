import type { Actor } from './actor.ts'

/** What every call of the user router gets. */
export interface Context {
  actor: Actor | null
  /** Public address of this server, without a trailing slash. */
  origin: string
  now: () => Date
}
