import type { Deadlines } from './deadlines.ts'
import type { EngineRequest } from './transport.ts'

/** One call to the connected engine, at its pinned API version. Throws EngineError. Null is an empty reply. */
export type EngineCall = (request: Omit<EngineRequest, 'deadlineMs'> & { deadline: keyof Deadlines }) => Promise<unknown>
