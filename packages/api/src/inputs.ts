import { AppError } from '@stowage/domain/app-error'
import { caps } from '@stowage/domain/facts'
import { HistoryRange } from '@stowage/domain/history'
import { passwordProblem } from '@stowage/domain/password'
import { z } from 'zod'

/** For procedures that take nothing: anything sent along is refused. */
export const NoInput = z.void()

export const ById = z.strictObject({ id: z.uuid() })

export const Ids = z.strictObject({ ids: z.array(z.uuid()).max(100) })

export const ByIdAndRange = z.strictObject({ id: z.uuid(), range: HistoryRange })

export const ByHostAndName = z.strictObject({ host: z.string().max(256), name: z.string().max(caps.name) })

/** `host:NAME`, or null for every host the caller sees. */
export const Scope = z.strictObject({ scope: z.string().max(200).nullable().default(null) })

export const PersonName = z.string().trim().min(1, 'Enter a name.').max(100)
export const Email = z
  .email('Enter an e-mail address.')
  .max(254)
  .transform((email) => email.toLowerCase())

/** Rules that need the person's name and e-mail are checked where those are known. */
export const Password = z
  .string()
  .max(1024)
  .superRefine((password, check) => {
    const problem = passwordProblem(password)
    if (problem) check.addIssue({ code: 'custom', message: problem })
  })

/** A host name or a glob with `*`; the whole name must match. */
export const HostPattern = z.string().regex(/^[A-Za-z0-9*][A-Za-z0-9_.*-]{0,99}$/, 'A host name, or a pattern such as web-*.')
export const HostPatterns = z.array(HostPattern).max(50)

/** Refuses a password that is little more than the person's own name or address. */
export function refuseOwnWords(password: string, ...own: string[]): void {
  const problem = passwordProblem(password, own)
  if (problem) throw new AppError('bad_request', problem)
}
