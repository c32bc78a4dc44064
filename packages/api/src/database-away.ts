/** Prisma: cannot reach, timed out, closed, pool exhausted. Postgres: shutting down, starting up, too many. Node: the socket's. */
const codes =
  /^(P1001|P1002|P1008|P1017|P2024|57P0\d|08\w{3}|53300|ECONN\w+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|ENOTFOUND)$/
const words = /Connection terminated|connection timeout|timeout exceeded when trying to connect|Connection ended/i

/** Whether this failure says that the database cannot be reached now, as opposed to that it refused a statement. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('code' in error && codes.test(String(error.code))) return true
  return words.test(error.message) || (error.cause !== undefined && isDatabaseAway(error.cause))
}

export const awayText = 'The database does not answer. Try again in a moment.'
