import { globMatches } from './glob.ts'
import type { HostPolicy } from './host-policy.ts'
import { type CreateCheck, checkLocalOptions } from './option-policy-local.ts'

export type CreateRequest = { driver: string; options: Record<string, string> }

export type CreateFacts = {
  /** Volume drivers that the host's engine names; asking for another one locks the engine's call for 15 s (O3). */
  drivers: readonly string[]
  /** Real path of a path on the host, or null when it cannot be told. Absent at the server: then only the text is checked. */
  resolve?: (path: string) => string | null
}

/** `x` and `x:latest` are one plugin (P6). */
export const canonicalDriver = (driver: string): string => driver.replace(/:latest$/, '')

/**
 * Does the host's policy allow this volume to be created? An allow-list: what it does not fully understand it refuses, and says which
 * line of the policy decided (H1, H2). `message` never holds an option's value.
 */
export function checkCreate<T extends CreateRequest>(policy: HostPolicy, request: T, facts: CreateFacts): CreateCheck<T> {
  const refuse = (line: string, message: string) => ({ ok: false as const, line, message })
  if (policy.mode !== 'manage') {
    return refuse(
      'mode',
      "This host's agent only observes: mode is read-only in this host's policy. Someone with access to the host can set it to manage.",
    )
  }
  if (request.driver === 'local') {
    const refusal = checkLocalOptions(policy.create, request.options, facts.resolve)
    return refusal ? refuse(refusal.line, refusal.message) : { ok: true, request }
  }
  const driver = canonicalDriver(request.driver)
  const rule = policy.create.plugins.find((plugin) => canonicalDriver(plugin.name) === driver)
  if (!rule) return refuse('create.plugins', `The driver is not listed under create.plugins in this host's policy.`)
  if (!facts.drivers.some((each) => canonicalDriver(each) === driver)) {
    return refuse(
      'create.plugins',
      `"${driver}" is not among the volume drivers of this host. Install or enable the plugin there first.`,
    )
  }
  for (const [key, value] of Object.entries(request.options)) {
    const allowed = Object.hasOwn(rule.options, key) ? rule.options[key] : undefined
    if (!allowed)
      return refuse('create.plugins', `create.plugins in this host's policy lists no option of that name for "${driver}".`)
    if (/\p{Cc}/u.test(value) || !allowed.some((pattern) => globMatches(pattern, value))) {
      return refuse(
        'create.plugins',
        `create.plugins in this host's policy does not allow this value of "${key}" for "${driver}".`,
      )
    }
  }
  return { ok: true, request }
}
