'use client'
import type { AppRouter } from '@stowage/api/router'
import { QueryCache, QueryClient } from '@tanstack/react-query'
import { createTRPCClient, httpBatchLink, httpLink, httpSubscriptionLink, splitLink, TRPCClientError } from '@trpc/client'
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query'
import superjson from 'superjson'

const url = '/trpc'
/** These answer by themselves: in a batch, everything would wait for the slowest of them. */
const wholeFleet = /^(hosts\.list|overview\.get|(volumes|containers)\.query)$/

/** The plain client, for calls outside React. */
export const client = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: (op) => op.type === 'subscription',
      true: httpSubscriptionLink({ url, transformer: superjson }),
      false: splitLink({
        condition: ({ path }) => wholeFleet.test(path),
        true: httpLink({ url, transformer: superjson }),
        // 100 ids of rows fill 4 kB of a URL; Node refuses headers above 16 kB.
        false: httpBatchLink({ url, transformer: superjson, maxItems: 10, maxURLLength: 12_000 }),
      }),
    }),
  ],
})

export type AppClientError = TRPCClientError<AppRouter>
export const isAppError = (error: unknown): error is AppClientError => error instanceof TRPCClientError

/** Refusals are answers: only what may heal by itself is tried again, twice. */
function retry(failures: number, error: unknown): boolean {
  if (isAppError(error) && error.data && error.data.httpStatus < 500) return false
  return failures < 2
}

function onError(error: unknown) {
  if (isAppError(error) && error.data?.httpStatus === 401) goToSignIn()
}

/** Leaves for the sign-in page and comes back here afterwards. */
export function goToSignIn() {
  const { pathname, search } = location
  if (pathname === '/sign-in' || pathname === '/setup') return
  location.assign(`/sign-in?next=${encodeURIComponent(pathname + search)}`)
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  defaultOptions: {
    queries: { retry, retryDelay: (attempt) => 500 * 2 ** attempt, staleTime: 10_000, refetchOnWindowFocus: true },
    mutations: { retry: false, onError },
  },
})

/** Typed query and mutation options: `useQuery(trpc.volumes.get.queryOptions({ id }))`. */
export const trpc = createTRPCOptionsProxy<AppRouter>({ client, queryClient })
