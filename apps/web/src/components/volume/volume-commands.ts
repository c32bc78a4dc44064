import { commandLine, posixQuote } from './posix-quote.ts'

/** What a page or form of volumes does, as commands that do the same: for the Stowage command, Docker and the HTTP API. */

export interface Commands {
  stowage: string
  docker: string
  api: string
}

export interface NewVolume {
  name: string
  driver: string
  options: Record<string, string>
  labels: Record<string, string>
  hosts: readonly { id: string; name: string }[]
}

/** `-o`, `--label` pairs of a record, in its order. */
const pairs = (flag: string, record: Record<string, string>) =>
  Object.entries(record).flatMap(([key, value]) => [flag, `${key}=${value}`])

const widthMax = 72

/** A long command continues on further lines, one flag on each, and stays one command when it is pasted. */
function line(words: readonly string[]): string {
  const whole = words.map(posixQuote).join(' ')
  if (whole.length <= widthMax) return whole
  const breaks = words.map((word, index) => (/^--?[a-z]+$/.test(word) && index > 2 ? ' \\\n  ' : index > 0 ? ' ' : ''))
  return words.map((word, index) => `${breaks[index]}${posixQuote(word)}`).join('')
}

const superjson = (input: object) => JSON.stringify({ json: input })

/** A query of the HTTP API as a curl command. */
export const getCommand = (origin: string, path: string, input: object) =>
  `curl -G ${posixQuote(`${origin}/trpc/${path}`)} \\\n  -H "authorization: Bearer $STOWAGE_TOKEN" \\\n  --data-urlencode ${posixQuote(`input=${superjson(input)}`)}`

const apiPost = (origin: string, path: string, input: object) =>
  `curl ${posixQuote(`${origin}/trpc/${path}`)} \\\n  -H "authorization: Bearer $STOWAGE_TOKEN" \\\n  -H 'content-type: application/json' \\\n  -d ${posixQuote(superjson(input))}`

/** Looking at one volume. */
export const showCommands = (volume: { id: string; host: string; name: string }, origin: string): Commands => ({
  stowage: commandLine(['stowage', 'volumes', 'show', `${volume.host}/${volume.name}`]),
  docker: `# no size, age or containers\n${commandLine(['docker', '--context', volume.host, 'volume', 'inspect', volume.name])}`,
  api: getCommand(origin, 'volumes.get', { id: volume.id }),
})

/** Looking at its directories. */
export const contentsCommands = (
  volume: { id: string; host: string; name: string; mountpoint: string },
  origin: string,
): Commands => ({
  stowage: `# no counterpart yet; the API reads directories`,
  docker: [
    `# Docker lists no directories; as root on ${volume.host}:`,
    commandLine(['du', '--max-depth=2', '--human-readable', '-x', volume.mountpoint || '/var/lib/docker/volumes/NAME/_data']),
  ].join('\n'),
  api: `${apiPost(origin, 'volumes.scan', { id: volume.id })}\n\n${getCommand(origin, 'volumes.contents', { id: volume.id })}`,
})

/** Its size over time. */
export const historyCommands = (volume: { id: string }, origin: string): Commands => ({
  stowage: '# no counterpart; the API has the figures',
  docker: '# Docker keeps no history of sizes',
  api: getCommand(origin, 'volumes.history', { id: volume.id, range: '7d' }),
})

/** Creating it on every chosen host. */
export function createCommands(volume: NewVolume, origin: string): Commands {
  const { options } = volume
  const name = volume.name || 'NAME'
  const hosts = volume.hosts.length > 0 ? volume.hosts : [{ id: 'HOST_ID', name: 'HOST' }]
  const driver = volume.driver === 'local' ? [] : ['--driver', volume.driver]
  return {
    stowage: line([
      'stowage',
      'volumes',
      'create',
      name,
      ...hosts.flatMap((host) => ['--host', host.name]),
      ...driver,
      ...pairs('-o', options),
      ...pairs('--label', volume.labels),
    ]),
    docker: [
      '# a volume of that name with other options is handed back as it is, without a word',
      ...hosts.map((host) =>
        line([
          'docker',
          '--context',
          host.name,
          'volume',
          'create',
          ...driver,
          ...pairs('--opt', options),
          ...pairs('--label', volume.labels),
          name,
        ]),
      ),
    ].join('\n'),
    api: apiPost(origin, 'volumes.create', {
      name,
      driver: volume.driver,
      options,
      labels: volume.labels,
      hostIds: hosts.map((host) => host.id),
      idempotencyKey: 'NEW_UUID',
    }),
  }
}

/** Taking it off its host with no archive. `confirm` is what tier 3 asks to be typed, else null; `seen` refuses a namesake made since. */
export const removeCommands = (
  volume: { id: string; host: string; name: string },
  { confirm, seen }: { confirm: string | null; seen: string },
  origin: string,
): Commands => ({
  stowage: commandLine(['stowage', 'volumes', 'remove', `${volume.host}/${volume.name}`, '--no-archive']),
  docker: [
    '# cannot be undone',
    '# skips: the check against the volume you looked at, the limits of the host’s policy, the record in Activity',
    commandLine(['docker', '--context', volume.host, 'volume', 'rm', volume.name]),
  ].join('\n'),
  api: apiPost(origin, 'volumes.remove', { id: volume.id, confirm, understood: true, seen, idempotencyKey: 'NEW_UUID' }),
})
