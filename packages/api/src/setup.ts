import { z } from 'zod'
import { Email, NoInput, Password, PersonName } from './inputs.ts'
import { todo } from './todo.ts'
import { publicProcedure, router } from './trpc.ts'

export const setupRouter = router({
  /** Whether the first admin is still to be made. */
  status: publicProcedure('setup.status')
    .input(NoInput)
    .output(z.object({ needed: z.boolean() }))
    .query(() => todo()),

  /** Makes the first admin with the token of the printed link, once. */
  complete: publicProcedure('setup.complete')
    .input(z.strictObject({ token: z.string().min(20).max(200), name: PersonName, email: Email, password: Password }))
    .output(z.object({ email: z.string() }))
    .mutation(() => todo()),
})
