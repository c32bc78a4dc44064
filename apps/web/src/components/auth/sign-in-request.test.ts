import { expect, it } from 'vitest'
import { signIn } from './sign-in-request.ts'

const now = new Date('2026-11-20T03:00:00Z')
const answer =
  (status: number, headers: Record<string, string> = {}, body = '{}') =>
  async () =>
    new Response(body, { status, headers })

it('AU4: tells how long to wait from Retry-After', async () => {
  expect(await signIn('a@b.c', 'x', now, answer(429, { 'retry-after': '40' }))).toEqual({ kind: 'wait', seconds: 40 })
  expect(await signIn('a@b.c', 'x', now, answer(429))).toEqual({ kind: 'wait', seconds: 60 })
})

it('AU6: a wrong password and an unknown e-mail read the same', async () => {
  expect(await signIn('a@b.c', 'x', now, answer(401))).toEqual({ kind: 'wrong' })
  expect(await signIn('not an address', 'x', now, answer(400))).toEqual({ kind: 'wrong' })
})

it('passes on why a disabled account is refused, and never throws', async () => {
  expect(await signIn('a@b.c', 'x', now, answer(403, {}, '{"message":"This account is disabled."}'))).toEqual({
    kind: 'refused',
    message: 'This account is disabled.',
  })
  expect(await signIn('a@b.c', 'x', now, answer(502))).toEqual({ kind: 'unreachable' })
  expect(await signIn('a@b.c', 'x', now, () => Promise.reject(new TypeError('offline')))).toEqual({ kind: 'unreachable' })
})
