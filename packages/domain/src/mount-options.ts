export type MountOptions = { flags: ReadonlySet<string>; values: ReadonlyMap<string, string> }

/** What one kind of mount takes in `o`: bare flags, and keys whose value must match in full. */
export type MountOptionRules = { flags: readonly string[]; values: Readonly<Record<string, RegExp>> }

/** Names of these are safe to repeat in a message; anything else could be the tail of a password with a comma in it. */
const speakable = new Set(
  'bind rbind remount move shared rshared slave private lowerdir upperdir workdir loop context exec suid dev ip mountaddr credentials'.split(
    ' ',
  ),
)
/** Two spellings of one option, or two answers to one question. */
const sameQuestion: Readonly<Record<string, string>> = {
  nfsvers: 'vers',
  rw: 'ro',
  soft: 'hard',
  nolock: 'lock',
  tcp: 'proto',
  udp: 'proto',
}

/**
 * Reads the `o` option of the local driver by an allow-list (engine-facts H2): split on commas; spaces, controls, backslashes,
 * non-ASCII, unknown and repeated keys refuse the whole. Values never appear in `problem`.
 */
export function parseMountOptions(
  text: string,
  rules: MountOptionRules,
): { ok: true; options: MountOptions } | { ok: false; problem: string } {
  if (/[^\x21-\x7e]|\\/.test(text)) {
    return { ok: false, problem: '"o" may not hold spaces, control characters, backslashes or non-ASCII characters.' }
  }
  const flags = new Set<string>()
  const values = new Map<string, string>()
  const asked = new Set<string>()
  for (const [index, item] of text.split(',').entries()) {
    const cut = item.indexOf('=')
    const key = cut < 0 ? item : item.slice(0, cut)
    const known = cut < 0 ? rules.flags.includes(key) : Object.hasOwn(rules.values, key)
    const shown = known || speakable.has(key) ? `"${key}"` : `Entry ${index + 1}`
    if (!known) return { ok: false, problem: `${shown} of "o" is not an option that may be used here.` }
    const question = sameQuestion[key] ?? key
    if (asked.has(question)) return { ok: false, problem: `${shown} is given twice in "o", or contradicts another option.` }
    asked.add(question)
    if (cut < 0) flags.add(key)
    else if (rules.values[key]?.test(item.slice(cut + 1))) values.set(key, item.slice(cut + 1))
    else return { ok: false, problem: `The value of "${key}" in "o" is not one that may be used.` }
  }
  return { ok: true, options: { flags, values } }
}
