import { isAppError } from './trpc.ts'

/** The server could not make sense of what was asked: asking the same again is no use. */
export const refused = (error: unknown): boolean => isAppError(error) && error.data?.httpStatus === 400
