import type { FastifyInstance } from 'fastify'
import { checkJson } from './safe-json.ts'

type Options = {
  asText?: boolean
  bodyLimit?: number /** Agents send what hosts have: a label may be called anything. */
  anyKeys?: boolean
}

/** JSON is the only body there is, and it is checked as text before anything is built from it (WB6). `asText` leaves parsing to tRPC. */
export function safeJsonParser(app: FastifyInstance, { asText = false, bodyLimit, anyKeys = false }: Options = {}): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string', ...(bodyLimit ? { bodyLimit } : {}) },
    (_request, body, done) => {
      try {
        const text = String(body)
        checkJson(text, { anyKeys })
        const value: unknown = JSON.parse(text === '' ? 'null' : text)
        done(null, asText ? text : value)
      } catch (error) {
        done(error instanceof SyntaxError ? Object.assign(error, { statusCode: 400 }) : asError(error))
      }
    },
  )
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)))
