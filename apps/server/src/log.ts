import { type Logger, pino } from 'pino'

/** One JSON line per event on stdout. Addresses are logged without their query, so that nothing put there is kept (AU14). */
export function createLog(level: string): Logger {
  return pino({
    level,
    base: null,
    redact: {
      paths: [
        'password',
        'token',
        'authorization',
        'cookie',
        '*.password',
        '*.token',
        '*.authorization',
        '*.cookie',
        '*.headers',
      ],
      censor: '•••',
    },
  })
}

export const pathOf = (url: string): string => url.split('?', 1)[0] ?? '/'
