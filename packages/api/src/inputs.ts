import { z } from 'zod'

/** For procedures that take nothing: anything sent along is refused. */
export const NoInput = z.void()

export const ById = z.strictObject({ id: z.uuid() })

/** `host:NAME`, or null for every host the caller sees. */
export const Scope = z.strictObject({ scope: z.string().max(200).nullable().default(null) })

export const PersonName = z.string().trim().min(1, 'Enter a name.').max(100)
export const Email = z
  .email('Enter an e-mail address.')
  .max(254)
  .transform((email) => email.toLowerCase())

/** Length counts characters, not bytes. Composition rules are left out on purpose (NIST SP 800-63B §3.1.1.2). */
export const Password = z
  .string()
  .refine((text) => [...text].length >= 12, 'Use at least 12 characters.')
  .refine((text) => [...text].length <= 256, 'Use at most 256 characters.')

/** A host name or a glob with `*`; the whole name must match. */
export const HostPattern = z.string().regex(/^[A-Za-z0-9*][A-Za-z0-9_.*-]{0,99}$/, 'A host name, or a pattern such as web-*.')
export const HostPatterns = z.array(HostPattern).max(50)
