import { Role } from '@stowage/domain/role'
import { z } from 'zod'
import { Email, HostPatterns, NoInput, Password, PersonName } from './inputs.ts'
import { todo } from './todo.ts'
import { router, userProcedure } from './trpc.ts'

export const UserRow = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: Role,
  /** Empty = every host. */
  hostPatterns: z.array(z.string()),
  createdAt: z.date(),
  disabledAt: z.date().nullable(),
})
export type UserRow = z.infer<typeof UserRow>

const id = z.string().min(1).max(100)

/** Every change of rights ends the person's sessions. The last enabled admin with every host cannot be taken away. */
export const usersRouter = router({
  list: userProcedure('administer')
    .input(NoInput)
    .output(z.array(UserRow))
    .query(() => todo()),

  create: userProcedure('administer')
    .input(
      z.strictObject({ name: PersonName, email: Email, password: Password, role: Role, hostPatterns: HostPatterns.default([]) }),
    )
    .output(UserRow)
    .mutation(() => todo()),

  setRole: userProcedure('administer')
    .input(z.strictObject({ id, role: Role }))
    .output(UserRow)
    .mutation(() => todo()),

  setDisabled: userProcedure('administer')
    .input(z.strictObject({ id, disabled: z.boolean() }))
    .output(UserRow)
    .mutation(() => todo()),

  setHosts: userProcedure('administer')
    .input(z.strictObject({ id, hostPatterns: HostPatterns }))
    .output(UserRow)
    .mutation(() => todo()),
})
