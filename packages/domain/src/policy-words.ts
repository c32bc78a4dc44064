import { formatBytes } from './format.ts'
import type { HostPolicy } from './host-policy.ts'

const list = (items: readonly string[]) => items.join(', ')

/** What a host's policy allows, as plain sentences. The agent holds the same policy and has the last word. */
export function policyWords(policy: HostPolicy): string[] {
  const { create, protect, limits } = policy
  if (policy.mode === 'read-only')
    return ['Only observes: nothing on this host can be changed from here.', ...protection(protect)]
  const kinds = [
    ...(create.local ? ['plain local volumes'] : []),
    ...(create.tmpfs ? [`tmpfs of at most ${formatBytes(create.tmpfs.sizeBytesMax)}`] : []),
    ...create.nfs.map((each) => `NFS from ${each.server} under ${list(each.exports)}`),
    ...create.cifs.map((each) => `CIFS from ${each.server}, shares ${list(each.shares)}`),
    ...(create.bind ? [`volumes on the paths ${list(create.bind.paths)}`] : []),
    ...create.plugins.map((each) => {
      const keys = Object.keys(each.options)
      return `volumes of the plugin ${each.name}${keys.length > 0 ? ` with the options ${list(keys)}` : ' without options'}`
    }),
  ]
  return [
    kinds.length > 0 && limits.createsPerHour > 0 ? `May create: ${kinds.join('; ')}.` : 'May create nothing.',
    limits.createsPerHour > 0 ? `At most ${limits.createsPerHour} creations an hour.` : 'The limit of creations is 0 an hour.',
    limits.removalsPerHour > 0 ? `May remove at most ${limits.removalsPerHour} volumes an hour.` : 'May remove nothing.',
    ...protection(protect),
  ]
}

function protection({ names, labels }: HostPolicy['protect']): string[] {
  const parts = [
    ...(names.length > 0 ? [`named ${list(names)}`] : []),
    ...(labels.length > 0 ? [`labelled ${list(labels)}`] : []),
  ]
  return parts.length > 0 ? [`Never removes volumes ${parts.join(' or ')}.`] : []
}
