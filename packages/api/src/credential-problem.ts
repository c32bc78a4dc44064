const secretWord = /pass(word|wd|phrase)?|secret|token|credential|api_?key|private_?key/i
const message = 'Stowage keeps no passwords, and this option would be stored with the job. Create this volume on the host itself.'

/** The option that holds a password or the like: it would lie in the database in plain text (CV10). Null when there is none. */
export function credentialProblem(options: Record<string, string>): { field: string; message: string } | null {
  for (const [field, value] of Object.entries(options)) {
    const isSecret =
      secretWord.test(field) || (field === 'o' && mountOptionHasSecret(value)) || /\/\/[^/@\s]*:[^/@\s]*@/.test(value)
    if (isSecret) return { field, message }
  }
  return null
}

const mountOptionHasSecret = (text: string) =>
  text.split(',').some((part) => part.includes('=') && secretWord.test(part.slice(0, part.indexOf('=')).trim()))
