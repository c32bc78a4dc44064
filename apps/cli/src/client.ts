import type { AppRouter } from '@stowage/api/router'
import { createTRPCClient, httpBatchLink, TRPCClientError } from '@trpc/client'
import superjson from 'superjson'
import { CommandError } from './command.ts'
import type { Settings } from './settings.ts'

export type Client = ReturnType<typeof connect>

/** The same procedures as the browser uses, with an API token. */
export const connect = ({ url, token }: Settings) =>
  createTRPCClient<AppRouter>({
    links: [
      httpBatchLink({
        url: `${url.replace(/\/+$/, '')}/trpc`,
        transformer: superjson,
        maxItems: 10,
        headers: { authorization: `Bearer ${token}`, 'x-stowage-client': 'cli' },
      }),
    ],
  })

/** What went wrong, in one line that says what to do. */
export function explain(error: unknown): string {
  if (error instanceof CommandError) return error.message
  if (error instanceof TRPCClientError) {
    const status: unknown =
      error.data && typeof error.data === 'object' && 'httpStatus' in error.data ? error.data.httpStatus : null
    if (status === 401) return 'The server does not accept this token. Make a new one in Settings, then run stowage login.'
    if (status === null) return `The server cannot be reached: ${causeOf(error)}. Check the address with --url or STOWAGE_URL.`
    return error.message
  }
  return error instanceof Error ? error.message : String(error)
}

function causeOf(error: Error): string {
  let current: unknown = error
  while (current instanceof Error && current.cause instanceof Error) current = current.cause
  if (current instanceof AggregateError && current.errors[0] instanceof Error) return current.errors[0].message
  return current instanceof Error ? current.message : String(current)
}
