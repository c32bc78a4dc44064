import { globMatches } from './glob.ts'

/** Volumes of tools that keep state without a container of their own (engine-facts D4). Patterns of names, exact keys of labels. */
export const neverNames = ['buildx_buildkit_*_state', 'vscode', 'minikube', 'k3d-*', 'runner-*-cache-*'] as const
export const neverLabels = ['keep', 'stowage.keep'] as const

/** What on the built-in list matches this volume, in words, or null. */
export function neverListed(volume: { name: string; labels: Readonly<Record<string, string>> }): string | null {
  const name = neverNames.find((pattern) => globMatches(pattern, volume.name))
  if (name !== undefined) return `its name matches ${name}, which Stowage never offers for removal`
  const label = neverLabels.find((key) => Object.hasOwn(volume.labels, key))
  return label === undefined ? null : `it carries the label ${label}`
}
