import type { HostPolicy } from './host-policy.ts'
import { type MountOptionRules, parseMountOptions } from './mount-options.ts'
import { isPlainPath, pathAllowed } from './path-pattern.ts'

export type Refusal = { line: string; message: string }
export type CreateCheck<T> = { ok: true; request: T } | ({ ok: false } & Refusal)
type Rules = HostPolicy['create']
type Options = Readonly<Record<string, string>>
type Resolve = ((path: string) => string | null) | undefined

const number = /^\d{1,9}$/
const mode = /^0?[0-7]{3}$/
const host = /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9.-]{0,252}[a-zA-Z0-9])?|[0-9a-fA-F:]{2,39})$/
const common = ['ro', 'rw', 'nosuid', 'nodev', 'noexec', 'noatime', 'nodiratime', 'relatime']
const bindRules: MountOptionRules = { flags: ['bind', ...common], values: {} }
const tmpfsRules: MountOptionRules = {
  flags: common,
  values: { size: /^\d{1,12}[kKmMgG]?$/, uid: number, gid: number, mode: /^[01]?[0-7]{3}$/, nr_inodes: number },
}
const nfsRules: MountOptionRules = {
  flags: [...common, 'soft', 'hard', 'lock', 'nolock', 'tcp', 'udp', 'noresvport'],
  values: {
    addr: host,
    vers: /^(3|4|4\.[012])$/,
    nfsvers: /^(3|4|4\.[012])$/,
    proto: /^(tcp|udp|tcp6|udp6)$/,
    port: number,
    timeo: number,
    retrans: number,
    rsize: number,
    wsize: number,
    actimeo: number,
    sec: /^(sys|krb5|krb5i|krb5p)$/,
  },
}
const cifsRules: MountOptionRules = {
  flags: [
    ...common,
    'soft',
    'hard',
    'guest',
    'nobrl',
    'serverino',
    'noserverino',
    'mfsymlinks',
    'seal',
    'noperm',
    'forceuid',
    'forcegid',
  ],
  values: {
    addr: host,
    username: /^.{1,256}$/,
    password: /^.{0,256}$/,
    domain: /^[\w.-]{1,256}$/,
    vers: /^(2\.0|2\.1|3|3\.0|3\.0\.2|3\.1\.1)$/,
    uid: number,
    gid: number,
    file_mode: mode,
    dir_mode: mode,
    port: number,
    sec: /^(ntlmssp|ntlmsspi|krb5|krb5i)$/,
    iocharset: /^utf8$/,
    cache: /^(none|strict|loose)$/,
  },
}

const sameHost = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()
const tmpfsBytes = (text: string) =>
  Number.parseInt(text, 10) * ({ k: 2 ** 10, m: 2 ** 20, g: 2 ** 30 }[text.slice(-1).toLowerCase()] ?? 1)

/** Refusal of options of the local driver by the policy, or null. Kinds: plain, size, tmpfs, NFS, CIFS, bind under listed paths (O7). */
export function checkLocalOptions(rules: Rules, options: Options, resolve: Resolve): Refusal | null {
  const keys = Object.keys(options)
  const odd = keys.find((key) => !['type', 'o', 'device', 'size'].includes(key))
  if (odd !== undefined) return { line: 'create', message: 'The local driver knows only the options type, o, device and size.' }
  if (keys.length === 0 || (keys.length === 1 && options.size !== undefined)) return checkPlain(rules, options.size)
  if (keys.length !== 3 || options.size !== undefined) {
    return { line: 'create', message: 'A mounted volume needs exactly type, o and device.' }
  }
  const { type = '', o = '', device = '' } = options
  if (type === 'tmpfs') return checkTmpfs(rules, o, device)
  if (type === 'nfs') return checkNfs(rules, o, device)
  if (type === 'cifs') return checkCifs(rules, o, device)
  if (type === 'none') return checkBind(rules, o, device, resolve)
  return {
    line: 'create',
    message: "This host's policy knows no volumes of that type. Use nfs, cifs, tmpfs, or none with o=bind.",
  }
}

function checkPlain(rules: Rules, size: string | undefined): Refusal | null {
  if (!rules.local) return { line: 'create.local', message: "create.local is off in this host's policy." }
  if (size === undefined || /^[1-9]\d{0,14}[kKmMgGtT]?$/.test(size)) return null
  return { line: 'create.local', message: '"size" needs a number with a unit, as in 10G.' }
}

function checkTmpfs({ tmpfs }: Rules, o: string, device: string): Refusal | null {
  const line = 'create.tmpfs'
  if (!tmpfs) return { line, message: "create.tmpfs is not set in this host's policy." }
  if (device !== 'tmpfs') return { line, message: 'The device of a tmpfs volume is the word tmpfs.' }
  const parsed = parseMountOptions(o, tmpfsRules)
  if (!parsed.ok) return { line, message: parsed.problem }
  const size = tmpfsBytes(parsed.options.values.get('size') ?? '0')
  if (size > 0 && size <= tmpfs.sizeBytesMax) return null
  return { line, message: `create.tmpfs in this host's policy asks for a size in "o" of at most ${tmpfs.sizeBytesMax} bytes.` }
}

function checkNfs({ nfs }: Rules, o: string, device: string): Refusal | null {
  const line = 'create.nfs'
  if (nfs.length === 0) return { line, message: "create.nfs is not set in this host's policy." }
  const parsed = parseMountOptions(o, nfsRules)
  if (!parsed.ok) return { line, message: parsed.problem }
  const { flags, values } = parsed.options
  const addr = values.get('addr')
  if (addr === undefined) return { line, message: '"o" needs addr=, the NFS server.' }
  if (!flags.has('nosuid') || !flags.has('nodev')) return { line, message: '"o" needs nosuid and nodev for NFS on this host.' }
  if (!device.startsWith(':') || !isPlainPath(device.slice(1))) {
    return { line, message: 'The device of an NFS volume is a colon and a plain absolute path, as in :/exports/app.' }
  }
  const allowed = nfs.some(
    (each) => sameHost(each.server, addr) && each.exports.some((path) => pathAllowed(path, device.slice(1))),
  )
  return allowed ? null : { line, message: "create.nfs in this host's policy lists no such server with such an export." }
}

function checkCifs({ cifs }: Rules, o: string, device: string): Refusal | null {
  const line = 'create.cifs'
  if (cifs.length === 0) return { line, message: "create.cifs is not set in this host's policy." }
  const parsed = parseMountOptions(o, cifsRules)
  if (!parsed.ok) return { line, message: parsed.problem }
  const [, server = '', share = ''] = /^\/\/([^/\\:@]+)\/([^\\\p{Cc}]+)$/u.exec(device) ?? []
  if (!host.test(server) || !isPlainPath(`/${share}`)) {
    return { line, message: 'The device of a CIFS volume is //server/share, with nothing else in it.' }
  }
  const addr = parsed.options.values.get('addr') ?? server
  if (!sameHost(addr, server)) return { line, message: '"addr" and the server in "device" must be the same.' }
  const allowed = cifs.some(
    (each) => sameHost(each.server, server) && each.shares.some((path) => pathAllowed(`/${path}`, `/${share}`)),
  )
  return allowed ? null : { line, message: "create.cifs in this host's policy lists no such server with such a share." }
}

function checkBind({ bind }: Rules, o: string, device: string, resolve: Resolve): Refusal | null {
  const line = 'create.bind'
  if (!bind) return { line, message: "create.bind is not set in this host's policy." }
  const parsed = parseMountOptions(o, bindRules)
  if (!parsed.ok) return { line, message: parsed.problem }
  if (!parsed.options.flags.has('bind')) return { line, message: 'A volume of type none needs "bind" in "o".' }
  const listed = (path: string) => bind.paths.some((pattern) => pathAllowed(pattern, path))
  if (!listed(device)) return { line, message: "create.bind.paths in this host's policy does not list this path as written." }
  if (resolve === undefined || resolve(device) === device) return null
  return { line, message: 'On the host this path does not exist, or leads elsewhere through a link. Use the real path.' }
}
