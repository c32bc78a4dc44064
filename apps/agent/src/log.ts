type Fields = Record<string, string | number | boolean | null>

/** One JSON object a line on stderr. Fields hold names, counts and codes: never options, environment or tokens. */
export type Log = {
  info: (message: string, fields?: Fields) => void
  warn: (message: string, fields?: Fields) => void
  error: (message: string, fields?: Fields) => void
}

export function createLog(write: (line: string) => void, now: () => Date): Log {
  const line = (level: string) => (message: string, fields: Fields) =>
    write(`${JSON.stringify({ time: now().toISOString(), level, message, ...fields })}\n`)
  const [info, warn, error] = [line('info'), line('warn'), line('error')]
  return {
    info: (message, fields = {}) => info(message, fields),
    warn: (message, fields = {}) => warn(message, fields),
    error: (message, fields = {}) => error(message, fields),
  }
}
