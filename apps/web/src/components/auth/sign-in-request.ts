import { retryAfterSeconds } from './wait-words.ts'

export type SignInAnswer =
  | { kind: 'ok' }
  | { kind: 'wrong' }
  | { kind: 'wait'; seconds: number }
  | { kind: 'refused'; message: string }
  | { kind: 'unreachable' }

/** Signs in with e-mail and password; the session arrives as a cookie. Never throws. */
export async function signIn(email: string, password: string, now: Date, send: typeof fetch = fetch): Promise<SignInAnswer> {
  try {
    const response = await send('/auth/sign-in/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    })
    if (response.ok) return { kind: 'ok' }
    if (response.status === 429) {
      return { kind: 'wait', seconds: retryAfterSeconds(response.headers.get('retry-after'), now) ?? 60 }
    }
    if (response.status === 401 || response.status === 400) return { kind: 'wrong' }
    if (response.status === 403) return { kind: 'refused', message: await messageOf(response) }
    return { kind: 'unreachable' }
  } catch {
    return { kind: 'unreachable' }
  }
}

async function messageOf(response: Response): Promise<string> {
  const body: unknown = await response.json().catch(() => null)
  const message = body !== null && typeof body === 'object' && 'message' in body ? body.message : null
  return typeof message === 'string' ? message : 'Signing in was refused.'
}
