/** A container and the path of it that should live on a volume. */
export type PatchSubject = { service: string | null; container: string; path: string }

/** `text` is what to paste: an addition to a Compose file, or words for `docker run`. */
export type VolumePatch = { kind: 'compose' | 'run'; volume: string; text: string }

const namePart = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')

/** A name that every volume driver takes (O3), from the service and the last part of the path: `db-mysql`. Pure. */
export function volumeNameFor({ service, container, path }: PatchSubject): string {
  const last = path.split('/').filter(Boolean).at(-1) ?? ''
  const parts = [namePart(service ?? container).slice(0, 40), namePart(last).slice(0, 40) || 'data'].filter(Boolean)
  const name = parts.join('-').replace(/^-+|-+$/g, '')
  return name.length < 2 ? 'app-data' : name
}

/** Words that YAML reads as something else than text, and anything that is not plainly a word or a path. */
const isPlain = (text: string) =>
  /^[A-Za-z/_][A-Za-z0-9/_.-]*$/.test(text) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(text)

/** Characters that a YAML reader refuses, folds or shows as nothing. */
const mustEscape = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u0085\ufeff]/gu
/** Half a surrogate pair has no escape that every reader takes; no file system has it in a name. */
const escaped = (character: string) => `\\U${(character.toWellFormed().codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`

/** A YAML 1.2 scalar of one line. */
function scalar(text: string): string {
  if (isPlain(text)) return text
  return `"${text.replace(/[\\"]/g, '\\$&').replace(mustEscape, escaped)}"`
}

/** Compose puts variables in place of `$NAME`, in values though not in keys. */
const value = (text: string) => scalar(text.replaceAll('$', '$$$$'))

function composeText(service: string, volume: string, path: string): string {
  // the short form splits at colons
  const mount = path.includes(':')
    ? ['      - type: volume', `        source: ${scalar(volume)}`, `        target: ${value(path)}`]
    : [`      - ${value(`${volume}:${path}`)}`]
  const lines = ['services:', `  ${scalar(service)}:`, '    volumes:', ...mount, 'volumes:', `  ${scalar(volume)}: {}`]
  return `${lines.join('\n')}\n`
}

/** Characters that act on the terminal that a text is pasted into, quoted or not, or that hide what is pasted. */
const unpastable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u
const octal = (character: string) =>
  encodeURIComponent(character).replace(
    /%(..)|./g,
    (one, hex?: string) => `\\${(hex === undefined ? one.charCodeAt(0) : Number.parseInt(hex, 16)).toString(8).padStart(3, '0')}`,
  )

/** One word of a POSIX shell, which may be pasted. */
function word(text: string): string {
  if (/^[\w/.:=,-]+$/.test(text)) return text
  const quoted = (inner: string) => `'${inner.replaceAll("'", "'\\''")}'`
  if (!unpastable.test(text)) return quoted(text)
  const format = text.replace(/[\\%]/g, '$&$&').replace(new RegExp(unpastable, 'gu'), octal)
  return `"$(printf ${quoted(format)})"`
}

function runText(volume: string, path: string): string {
  if (!path.includes(':') && !unpastable.test(path)) return `-v ${word(`${volume}:${path}`)}`
  // --mount is read as a line of CSV; its last quote also keeps a line break at the end of the path
  const isPlainCsv = !/[",]/.test(path) && !unpastable.test(path)
  const target = isPlainCsv ? `target=${path}` : `"target=${path.replaceAll('"', '""')}"`
  return `--mount ${word(`type=volume,source=${volume},${target}`)}`
}

/**
 * What to write so that `path` of a container lives on a named volume: for a service of Compose the lines for its file, else words for
 * `docker run`. Names and paths come from hosts and are quoted: none of them can add a line of its own. Pure.
 */
export function volumePatch(subject: PatchSubject): VolumePatch {
  const volume = volumeNameFor(subject)
  const { service, path } = subject
  return service === null
    ? { kind: 'run', volume, text: runText(volume, path) }
    : { kind: 'compose', volume, text: composeText(service, volume, path) }
}
