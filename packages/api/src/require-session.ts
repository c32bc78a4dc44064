import { AppError } from '@stowage/domain/app-error'
import type { Actor } from './actor.ts'

/** Credentials are made and changed by people only: a leaked token must not outlive itself. */
export function requireSession(actor: Actor, what: string): void {
  if (actor.type !== 'user') throw new AppError('forbidden', `An API token cannot ${what}. Sign in with a browser.`)
}
