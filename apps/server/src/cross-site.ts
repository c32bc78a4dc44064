import { procedures } from '@stowage/api/procedures'
import type { FastifyRequest } from 'fastify'
import { pathOf } from './log.ts'
import { ownOrigin } from './request-origin.ts'

export type Refusal = { status: number; message: string }

/**
 * Why a call to /trpc or /auth is refused before anyone looks who sent it (WB1): only JSON by POST changes anything, and only from our own
 * pages or from a program. Programs send no Origin and bring a token, or no credentials at all.
 */
export function crossSiteRefusal(request: FastifyRequest, publicOrigin: string | null): Refusal | null {
  const { headers, method } = request
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    return { status: 403, message: 'Calls from other sites are refused.' }
  const { origin } = headers
  if (origin !== undefined && origin !== ownOrigin(request) && origin !== publicOrigin) {
    return { status: 403, message: 'Calls from other sites are refused. If this is the right address, set STOWAGE_ORIGIN to it.' }
  }
  if (method === 'GET' || method === 'HEAD') {
    return changes(request.url) ? { status: 405, message: 'Wrong method: mutations are POST.' } : null
  }
  if (method !== 'POST') return { status: 405, message: 'Wrong method: queries are GET, mutations are POST.' }
  if (!/^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '')) {
    return { status: 415, message: 'Send JSON with content type application/json.' }
  }
  if (origin === undefined && headers.cookie !== undefined && headers.authorization === undefined) {
    return { status: 403, message: 'A browser session needs an Origin header; programs use an API token.' }
  }
  return null
}

const mutations = new Set(procedures.filter(({ type }) => type === 'mutation').map(({ path }) => path))

/** Whether a GET tries to change something: any mutation in the batch, and every sign-in and sign-out. */
function changes(url: string): boolean {
  const path = pathOf(url)
  if (path.startsWith('/auth/')) return path.startsWith('/auth/sign-')
  return decoded(path.slice('/trpc/'.length))
    .split(',')
    .some((name) => mutations.has(name))
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
