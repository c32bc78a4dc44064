export type OptionProblem = { field: string; message: string }

const localKeys = ['type', 'o', 'device', 'size']

/**
 * What is wrong with driver options, found before any call to the engine, which checks almost nothing (engine-facts O2). `field` is the
 * option's key. Empty = the engine would take them; whether the host's policy allows them is another question (`option-policy.ts`).
 */
export function driverOptionProblems(driver: string, options: Record<string, string>): OptionProblem[] {
  const problems: OptionProblem[] = []
  const add = (field: string, message: string) => problems.push({ field, message })
  for (const [key, value] of Object.entries(options)) {
    if (key === '') add(key, 'An option needs a name.')
    else if (driver === 'local' && !localKeys.includes(key)) {
      add(key, `The local driver has no option "${key}". It knows ${localKeys.join(', ')}.`)
    } else if (value.trim() === '') add(key, `"${key}" is empty. Give it a value or leave the option out.`)
  }
  if (driver !== 'local') return problems
  const has = (key: string) => Object.hasOwn(options, key)
  if (has('type') && !has('device')) add('device', '"type" needs a "device": what should be mounted?')
  if (has('o') && !has('device') && !has('type')) add('device', '"o" needs a "device" and a "type".')
  if (has('device') && !has('type')) add('type', '"device" needs a "type", as in nfs, cifs or tmpfs.')
  if (has('size') && has('type')) add('size', '"size" is for plain volumes. Write the limit of a tmpfs into "o", as in size=64m.')
  if (has('size') && options.size?.trim() && !/^\d{1,15}(\.\d{1,3})?\s?([kmgtp](i?b)?|b)?$/i.test(options.size)) {
    add('size', '"size" needs a number with a unit, as in 10G.')
  }
  if (options.type === 'cifs' && /^[/\\]{2}[^/\\]*:\d+/.test(options.device ?? '')) {
    add('device', 'Write the port of a CIFS server into "o", as in port=1445; newer engines refuse it in "device".')
  }
  return problems
}
