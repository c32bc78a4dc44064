import { z } from 'zod'

/** The root-owned file on a host that decides what its agent may do. Unknown fields are refused, so a typo never allows more. */

export const HostPolicy = z.strictObject({
  mode: z.enum(['read-only', 'manage']).default('read-only'),
  create: z
    .strictObject({
      local: z.boolean().default(true),
      tmpfs: z.strictObject({ sizeBytesMax: z.number().int().positive() }).nullable().default(null),
      nfs: z.array(z.strictObject({ server: z.string(), exports: z.array(z.string()).default(['/*']) })).default([]),
      cifs: z.array(z.strictObject({ server: z.string(), shares: z.array(z.string()).default(['*']) })).default([]),
      bind: z
        .strictObject({ paths: z.array(z.string()) })
        .nullable()
        .default(null),
      plugins: z
        .array(z.strictObject({ name: z.string(), options: z.record(z.string(), z.array(z.string())).default({}) }))
        .default([]),
    })
    .prefault({}),
  protect: z.strictObject({ names: z.array(z.string()).default([]), labels: z.array(z.string()).default([]) }).prefault({}),
  limits: z
    .strictObject({
      removalsPerHour: z.number().int().nonnegative().default(5),
      createsPerHour: z.number().int().nonnegative().default(60),
    })
    .prefault({}),
})
export type HostPolicy = z.infer<typeof HostPolicy>

/** What holds on a host without a policy file: observe only. */
export const defaultHostPolicy: HostPolicy = HostPolicy.parse({})
