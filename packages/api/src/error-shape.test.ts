import { AppError } from '@stowage/domain/app-error'
import { TRPCError } from '@trpc/server'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { namedTransport, publicError } from './error-shape.ts'

const wrap = (code: TRPCError['code'], cause: Error) => new TRPCError({ code, message: cause.message, cause })

test('WB8: the text of an unexpected error stays inside; its id is the same each time it is asked for', () => {
  const error = wrap('INTERNAL_SERVER_ERROR', new Error('relation "secret_table" does not exist'))
  const shown = publicError(error)
  expect(JSON.stringify(shown)).not.toContain('secret_table')
  expect(shown).toMatchObject({ code: 'unexpected', errorId: expect.stringMatching(/^[0-9A-Z]{4}-[0-9A-Z]{2}$/) })
  expect(publicError(error)).toEqual(shown)
})

test('our own errors leave as they are, with the status of their code', () => {
  const ours = namedTransport(new AppError('precondition', 'In use.', { vetoes: 1 }))
  expect(ours?.code).toBe('PRECONDITION_FAILED')
  expect(ours && publicError(ours)).toMatchObject({ code: 'precondition', message: 'In use.', details: { vetoes: 1 } })
})

test('wrong input is told per field', () => {
  const { error } = z.strictObject({ a: z.object({ b: z.string() }) }).safeParse({ a: { b: 1 }, c: 2 })
  if (!error) throw new Error('parsed')
  expect(publicError(wrap('BAD_REQUEST', error)).fields).toMatchObject({
    'a.b': expect.any(String),
    '(input)': expect.stringContaining('c'),
  })
})

test('a database that cannot be reached is unavailable, not unexpected', () => {
  for (const code of ['P1001', 'ECONNREFUSED', '57P01']) {
    expect(namedTransport(Object.assign(new Error('x'), { code }))?.code).toBe('SERVICE_UNAVAILABLE')
  }
  expect(namedTransport(Object.assign(new Error('x'), { code: '23505' }))).toBeUndefined()
})
