import { expect, it } from 'vitest'
import { z } from 'zod'
import { newUuid } from './new-uuid.ts'

it('makes version 4 UUIDs that the server takes, each another', () => {
  const made = Array.from({ length: 100 }, newUuid)
  for (const uuid of made) expect(z.uuidv4().safeParse(uuid).success).toBe(true)
  expect(new Set(made).size).toBe(100)
})
