import { isAppError } from './trpc.ts'

export const isUuid = (text: string | null): text is string =>
  text !== null && /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text)

/** The thing does not exist in the reader's scope; foreign things answer the same. */
export const notFound = (error: unknown): boolean => isAppError(error) && error.data?.httpStatus === 404
