import { driverOptionProblems } from '@stowage/domain/driver-options'
import type { HostPolicy } from '@stowage/domain/host-policy'
import { checkCreate } from '@stowage/domain/option-policy'
import { volumeNameProblem } from '@stowage/domain/volume-name'

/** The create form as data: what was typed, the request it stands for, and what is wrong with it. */

export const kinds = ['plain', 'nfs', 'cifs', 'tmpfs', 'path', 'plugin'] as const
export type Kind = (typeof kinds)[number]

export interface Pair {
  id: number
  key: string
  value: string
}

export interface Draft {
  name: string
  kind: Kind
  hostIds: string[]
  labels: Pair[]
  nfs: { server: string; path: string; version: '3' | '4.0' | '4.1' | '4.2'; soft: boolean; readOnly: boolean }
  /** As a guest: a password would lie readable in the job, so the server takes none (CV10). */
  cifs: { server: string; share: string; version: '2.1' | '3.0' | '3.1.1'; readOnly: boolean }
  tmpfs: { size: string }
  path: { path: string; readOnly: boolean }
  plugin: { driver: string; options: Pair[] }
}

export const emptyDraft: Draft = {
  name: '',
  kind: 'plain',
  hostIds: [],
  labels: [],
  nfs: { server: '', path: '', version: '4.1', soft: false, readOnly: false },
  cifs: { server: '', share: '', version: '3.1.1', readOnly: false },
  tmpfs: { size: '64m' },
  path: { path: '', readOnly: false },
  plugin: { driver: '', options: [] },
}

export interface Request {
  driver: string
  options: Record<string, string>
}

const record = (pairs: readonly Pair[]) =>
  Object.fromEntries(pairs.flatMap(({ key, value }) => (key === '' ? [] : [[key, value]])))
const joined = (...parts: (string | false)[]) => parts.filter((part) => part !== false && part !== '').join(',')

/** What the engine is asked for. Mounted kinds carry nosuid and nodev: a volume is for data, not for devices and setuid programs. */
export function draftRequest(draft: Draft): Request {
  const { nfs, cifs, tmpfs, path, plugin } = draft
  switch (draft.kind) {
    case 'plain':
      return { driver: 'local', options: {} }
    case 'nfs':
      return {
        driver: 'local',
        options: {
          type: 'nfs',
          o: joined(`addr=${nfs.server}`, `nfsvers=${nfs.version}`, nfs.soft && 'soft', nfs.readOnly && 'ro', 'nosuid', 'nodev'),
          device: `:${nfs.path}`,
        },
      }
    case 'cifs':
      return {
        driver: 'local',
        options: {
          type: 'cifs',
          o: joined(`addr=${cifs.server}`, 'guest', `vers=${cifs.version}`, cifs.readOnly && 'ro', 'nosuid', 'nodev'),
          device: `//${cifs.server}/${cifs.share.replace(/^\/+/, '')}`,
        },
      }
    case 'tmpfs':
      return { driver: 'local', options: { type: 'tmpfs', o: joined(`size=${tmpfs.size}`, 'nosuid', 'nodev'), device: 'tmpfs' } }
    case 'path':
      return { driver: 'local', options: { type: 'none', o: joined('bind', path.readOnly && 'ro'), device: path.path } }
    case 'plugin':
      return { driver: plugin.driver, options: record(plugin.options) }
  }
}

export const draftLabels = (draft: Draft): Record<string, string> => record(draft.labels)

export type Problems = Partial<Record<string, string>>

const server = (text: string) =>
  text === '' ? 'Name the server.' : /^[a-zA-Z0-9][a-zA-Z0-9.:-]*$/.test(text) ? null : 'A host name or an address, nothing else.'
const absolute = (text: string, what: string) =>
  !text.startsWith('/')
    ? `${what} begins with a slash.`
    : /\s|,|\\/.test(text)
      ? `${what} may hold no spaces, commas or backslashes.`
      : null
const listed = (text: string, what: string) =>
  /[,\s\\]/.test(text) ? `${what} may hold no commas, spaces or backslashes.` : null

function kindProblems({ kind, nfs, cifs, tmpfs, path, plugin }: Draft): Record<string, string | null> {
  switch (kind) {
    case 'plain':
      return {}
    case 'nfs':
      return { 'nfs.server': server(nfs.server), 'nfs.path': absolute(nfs.path, 'The exported path') }
    case 'cifs':
      return {
        'cifs.server': server(cifs.server),
        'cifs.share': cifs.share === '' ? 'Name the share.' : listed(cifs.share, 'The share'),
      }
    case 'tmpfs':
      return {
        'tmpfs.size': /^[1-9]\d{0,11}[kKmMgG]?$/.test(tmpfs.size) ? null : 'A number with k, m or g, as in 64m.',
      }
    case 'path':
      return { 'path.path': absolute(path.path, 'The path on the host') }
    case 'plugin':
      return {
        'plugin.driver': plugin.driver === '' ? 'Choose a plugin.' : null,
        ...Object.fromEntries(
          driverOptionProblems(plugin.driver, record(plugin.options)).map((each) => [`plugin.${each.field}`, each.message]),
        ),
        'plugin.options': twice(plugin.options),
      }
  }
}

const twice = (pairs: readonly Pair[]) => {
  const keys = pairs.map((pair) => pair.key).filter((key) => key !== '')
  const again = keys.find((key, index) => keys.indexOf(key) !== index)
  return again === undefined ? null : `"${again}" is given twice.`
}

/** What is wrong, by field; empty when the form can be sent. */
export function draftProblems(draft: Draft): Problems {
  const all = {
    name: volumeNameProblem(draft.name),
    ...kindProblems(draft),
    labels: draft.labels.some((pair) => pair.key === '' && pair.value !== '') ? 'A label needs a name.' : twice(draft.labels),
    hosts: draft.hostIds.length === 0 ? 'Choose a host.' : draft.hostIds.length > 50 ? 'At most 50 hosts at once.' : null,
  }
  return Object.fromEntries(Object.entries(all).flatMap(([field, text]) => (text === null ? [] : [[field, text]])))
}

export interface HostRules {
  policy: HostPolicy
  drivers: readonly string[]
}

/** Whether a host would take it, told before anything is sent; its agent decides again and has the last word (C18). */
export function hostRefusal(draft: Draft, rules: HostRules): string | null {
  const check = checkCreate(rules.policy, draftRequest(draft), { drivers: rules.drivers })
  return check.ok ? null : check.message
}

/** Volume drivers in a host's engine facts, or none when the facts are missing. */
export function driversOf(engine: unknown): string[] {
  if (engine === null || typeof engine !== 'object' || !('volumePlugins' in engine)) return []
  const { volumePlugins } = engine
  return Array.isArray(volumePlugins) ? volumePlugins.filter((each) => typeof each === 'string') : []
}

/** What is wrong with what was typed so far: empty fields are not blamed before the form is sent. */
export function typedProblems(draft: Draft, problems: Problems): Problems {
  const isTyped = (field: string) => {
    if (field === 'name') return draft.name.length > 1
    if (field === 'labels' || field === 'plugin.options') return true
    const [kind, part] = field.split('.')
    const fields = Object.entries(draft).find(([key]) => key === kind)?.[1]
    const value = Object.entries(fields ?? {}).find(([key]) => key === part)?.[1]
    return typeof value === 'string' && value !== ''
  }
  return Object.fromEntries(Object.entries(problems).filter(([field]) => isTyped(field)))
}
