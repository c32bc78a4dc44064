import type { z } from 'zod'
import { EngineError } from './engine-error.ts'

/** @throws EngineError `reply` when the engine sent something else than its API promises. */
export function parseReply<T extends z.ZodType>(schema: T, value: unknown, what: string): z.infer<T> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const where = parsed.error.issues[0]?.path.join('.') || 'its top'
  throw new EngineError('reply', `The engine's ${what} has an unexpected shape at ${where}.`)
}
