import { caps } from '@stowage/domain/facts'
import { capText, storable } from './cap-text.ts'
import { hidden, redactText } from './redact-text.ts'

/** Keys within the local driver's `o` whose values may be shown (K2, plus the tmpfs limits that Stowage itself sets). */
const shownKeys = new Set(
  'addr vers nfsvers uid gid file_mode dir_mode ro rw soft hard timeo retrans proto nolock size mode nr_inodes'.split(' '),
)
const shownFlags = new Set('ro rw soft hard nolock nosuid nodev noexec noatime nodiratime relatime bind rbind'.split(' '))
const plainValue = /^[\w.:[\]%/-]{1,255}$/

function redactMountOptions(o: string): string {
  const shown = o.split(',').map((part) => {
    const equals = part.indexOf('=')
    if (equals < 0) return part === '' || shownFlags.has(part) ? part : hidden
    const key = part.slice(0, equals)
    const value = part.slice(equals + 1)
    if (shownKeys.has(key) && plainValue.test(value)) return part
    return /^[\w.-]{1,64}$/.test(key) ? `${key}=${hidden}` : hidden
  })
  return shown.join(',')
}

/** A device without the user and password in front of its server, without a query. A path keeps its `@`. */
function redactDevice(device: string): string {
  const start = /^(?:[a-z][a-z0-9+.-]*:)?(?:\/\/|\\\\)/i.exec(device)?.[0] ?? ''
  const rest = device.slice(start.length)
  if (start === '' && device.startsWith('/')) return redactText(device)
  const slash = rest.search(/[/\\]/)
  const authority = slash < 0 ? rest : rest.slice(0, slash)
  // `user:pa/ss@server`: a colon that is followed by no port hints at a password with a slash in it
  const isOddPort = start !== '' && /:(?!\d*$)/.test(authority.replace(/^\[.*?\]/, ''))
  const at = isOddPort ? rest.lastIndexOf('@') : authority.lastIndexOf('@')
  const bare = start + rest.slice(at + 1)
  return redactText(bare.replace(/\?.*$/, `?${hidden}`))
}

/**
 * Driver options as they may leave the host (K2): an allow-list, everything else reads `•••`. Plugin drivers show keys only.
 * Values are capped; the result is stable, so it may be hashed and compared.
 */
export function redactOptions(driver: string, options: Record<string, string> | null | undefined): Record<string, string> {
  const shown = (key: string, value: string) => {
    if (driver !== 'local') return hidden
    if (key === 'o') return redactMountOptions(value)
    if (key === 'device') return redactDevice(value)
    if (key === 'type' || key === 'size') return plainValue.test(value) || value === '' ? value : hidden
    return hidden
  }
  return Object.fromEntries(
    Object.entries(options ?? {}).map(([key, value]) => [
      capText(key, 256),
      capText(shown(key, storable(value)), caps.labelValue),
    ]),
  )
}

/** The option values that a redacted text must not repeat (K3): whole values and the parts of `o` that are not shown. */
export function secretValues(driver: string, options: Record<string, string> | null | undefined): string[] {
  const secrets: string[] = []
  for (const [key, value] of Object.entries(options ?? {})) {
    if (driver !== 'local') secrets.push(value)
    else if (key === 'o') {
      for (const part of value.split(',')) {
        if (redactMountOptions(part) !== part) secrets.push(part.slice(part.indexOf('=') + 1))
      }
    } else if (key === 'device') {
      const userinfo = redactDevice(value) === value ? null : /^(?:[a-z0-9+.-]*:)?(?:\/\/|\\\\)?(.*)@/i.exec(value)?.[1]
      if (userinfo) secrets.push(userinfo, ...userinfo.split(':').slice(1))
    } else if (key !== 'type' && key !== 'size') secrets.push(value)
  }
  return secrets.filter((secret) => secret.length > 2)
}
