import { globMatches } from './glob.ts'
import type { HostPolicy } from './host-policy.ts'

/** The line of the host's policy that protects this volume, with the pattern that matched, or null (DS8, A37). */
export function protectedBy(
  policy: Pick<HostPolicy, 'protect'>,
  volume: { name: string; labels: Readonly<Record<string, string>> },
): { line: string; pattern: string } | null {
  const name = policy.protect.names.find((pattern) => globMatches(pattern, volume.name))
  if (name !== undefined) return { line: 'protect.names', pattern: name }
  const label = policy.protect.labels.find((pattern) => {
    const cut = pattern.indexOf('=')
    const [key, value] = cut < 0 ? [pattern, '*'] : [pattern.slice(0, cut), pattern.slice(cut + 1)]
    return Object.entries(volume.labels).some(([each, text]) => each === key && globMatches(value, text))
  })
  return label === undefined ? null : { line: 'protect.labels', pattern: label }
}
