const hexName = /^[0-9a-f]{64}$/

/** Whether a name looks like those the engine makes up. No proof: see `anonymousBy`. */
export const looksAnonymous = (name: string): boolean => hexName.test(name)

/**
 * How a volume is known to be anonymous (V21): engines from 23.0 label it; 20.10 leaves only the 64-hex name, which counts when nobody
 * gave the volume labels, options or a driver.
 */
export function anonymousBy(volume: {
  name: string
  driver: string
  labels: Record<string, string>
  options: Record<string, string>
}): 'label' | 'name' | null {
  if (Object.hasOwn(volume.labels, 'com.docker.volume.anonymous')) return 'label'
  const isBare = Object.keys(volume.labels).length === 0 && Object.keys(volume.options).length === 0
  return looksAnonymous(volume.name) && volume.driver === 'local' && isBare ? 'name' : null
}
