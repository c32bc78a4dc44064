import { expect, test } from 'vitest'
import { publicProcedure, userProcedure } from './trpc.ts'

test('AZ1: a procedure without a declared permission does not compile', () => {
  // @ts-expect-error the permission is not optional
  const undeclared = () => userProcedure()
  // @ts-expect-error not one of the three permissions
  const unknown = () => userProcedure('everything')
  // @ts-expect-error only the two setup procedures are public
  const opened = () => publicProcedure('volumes.query')
  expect([undeclared, unknown, opened]).toHaveLength(3)
})
