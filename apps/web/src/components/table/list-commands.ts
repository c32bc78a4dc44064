import type { CopyTexts } from '../ui/copy-as.tsx'
import { commandLine } from '../volume/posix-quote.ts'
import { getCommand } from '../volume/volume-commands.ts'

interface View {
  noun: 'volumes' | 'containers'
  q: string
  sort: string
  /** Name of the one host in scope, or null. */
  host: string | null
  hosts: readonly string[]
  origin: string
}

const docker = { volumes: ['volume', 'ls'], containers: ['ps', '--all', '--size'] }
const lacks = {
  volumes: '# no size, growth or age; no filter across hosts',
  containers: '# measures every layer while you wait; no filter across hosts',
}

/** The list on screen as commands: same filter, order and scope. */
export function listCommands({ noun, q, sort, host, hosts, origin }: View): CopyTexts {
  const filter = [host ? `host:${host}` : '', q].filter(Boolean).join(' ')
  const shown = host ? [host] : hosts
  return {
    stowage: commandLine(['stowage', noun, 'list', ...(filter ? [filter] : []), '--sort', sort]),
    docker: [lacks[noun], ...shown.map((name) => commandLine(['docker', '--context', name, ...docker[noun]]))].join('\n'),
    api: getCommand(origin, `${noun}.query`, { q, sort, scope: host ? `host:${host}` : null }),
  }
}
