import { isAppError } from './trpc.ts'

/** The server wants a sign-in of the last minutes before it does this. */
export const asksForSignIn = (error: unknown): boolean => isAppError(error) && error.data?.details?.reason === 'sign_in_again'
