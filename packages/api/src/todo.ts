import { AppError } from '@stowage/domain/app-error'

/** Body of a procedure whose query is not there yet. */
export const todo = (): never => {
  throw new AppError('unavailable', 'Not built yet.')
}
