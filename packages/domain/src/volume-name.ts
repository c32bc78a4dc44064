const allowed = /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/
export const volumeNameMax = 255

/**
 * Why the engine would refuse this volume name, as a sentence for people, or null. The engine itself checks no length: 256
 * characters end in a 500 from the file system (engine-facts O2, O3).
 */
export function volumeNameProblem(name: string): string | null {
  if (name.length === 0) return 'Give the volume a name.'
  if (/^[._-]/.test(name)) return 'A volume name must start with a letter or a digit.'
  if (!allowed.test(name)) {
    return 'A volume name may hold only the letters a-z and A-Z, digits, and the characters "_", "." and "-".'
  }
  if (name.length === 1) return 'A volume name needs at least two characters.'
  if (name.length > volumeNameMax)
    return `A volume name may have at most ${volumeNameMax} characters; this one has ${name.length}.`
  return null
}
