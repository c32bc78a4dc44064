import type { VolumeKind } from './facts.ts'

/**
 * Server and path of a network volume as people write them ("nas.lan:/exports/app", "//files.lan/team"), normalised so that equal
 * datasets read equally (engine-facts 7.1, rules 1 and 2). Null for other kinds, and for servers that mean another machine on each host.
 */
export function shareName(kind: VolumeKind, options: Readonly<Record<string, string>>): string | null {
  const given = new Map((options.o ?? '').split(',').map((item) => [item.split('=')[0] ?? '', item.slice(item.indexOf('=') + 1)]))
  const device = options.device ?? ''
  if (kind === 'nfs') {
    const cut = device.startsWith('[') ? device.indexOf(']:') + 1 : device.indexOf(':/')
    const server = serverName(given.get('addr') ?? given.get('mountaddr') ?? device.slice(0, Math.max(cut, 0)))
    const path =
      device
        .slice(cut + 1)
        .replace(/\/+/g, '/')
        .replace(/(\/\.)+(?=\/|$)/g, '')
        .replace(/(.)\/$/, '$1') || '/'
    const port = given.get('port')
    return server === null || cut < 0 ? null : `${server}${port === undefined || port === '2049' ? '' : `:${port}`}:${path}`
  }
  if (kind !== 'cifs') return null
  const [, host = '', share = ''] = /^\/\/([^/:]+)(?::\d+)?\/(.+?)\/*$/.exec(device.replaceAll('\\', '/').toLowerCase()) ?? []
  const server = serverName(host)
  return server === null ? null : `//${server}/${share.replace(/\/+/g, '/')}`
}

function serverName(text: string): string | null {
  const name = text
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/^::ffff:(?=\d+\.)/, '')
  const local = name === '' || /^(localhost|127\.|0\.0\.0\.0$|::1?$|host\.docker\.internal$|169\.254\.|fe80:)/.test(name)
  return local ? null : name
}
