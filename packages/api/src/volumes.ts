import { caps } from '@stowage/domain/facts'
import { ListAnswer, ListQuery, RowsInput } from '@stowage/domain/list'
import { VolumeDetail, VolumeRow } from '@stowage/domain/volume'
import { z } from 'zod'
import { ById } from './inputs.ts'
import { todo } from './todo.ts'
import { router, userProcedure } from './trpc.ts'

const OptionMap = z
  .record(z.string().min(1).max(256), z.string().max(1024))
  .refine((options) => Object.keys(options).length <= 32, 'At most 32 options.')
const LabelMap = z
  .record(z.string().min(1).max(caps.labelKey), z.string().max(caps.labelValue))
  .refine((labels) => Object.keys(labels).length <= caps.labels, `At most ${caps.labels} labels.`)

const Veto = z.object({
  code: z.enum(['mounted_now', 'host_stale', 'busy', 'protected', 'unknown', 'read_only', 'removed', 'revoked']),
  text: z.string(),
})
export type Veto = z.infer<typeof Veto>

export const RemovePreview = z.object({
  volume: VolumeRow,
  /** 2: tick a box. 3: type the name, with a sign-in not older than 5 minutes. */
  tier: z.union([z.literal(2), z.literal(3)]),
  /** Why it cannot be removed now; empty = it can. */
  vetoes: z.array(Veto),
  /** What happens and what cannot be undone, one sentence each. */
  consequences: z.array(z.string()),
  checkedAt: z.date(),
})
export type RemovePreview = z.infer<typeof RemovePreview>

export const volumesRouter = router({
  query: userProcedure('see')
    .input(ListQuery)
    .output(ListAnswer)
    .query(() => todo()),

  rows: userProcedure('see')
    .input(RowsInput)
    .output(z.array(VolumeRow))
    .query(() => todo()),

  get: userProcedure('see')
    .input(z.union([ById, z.strictObject({ host: z.string().max(256), name: z.string().max(caps.name) })]))
    .output(VolumeDetail)
    .query(() => todo()),

  /** One job per host; a host that cannot take it gets its reason in `error`. The same key again answers the same jobs. */
  create: userProcedure('act')
    .input(
      z.strictObject({
        name: z.string().max(caps.name),
        driver: z.string().min(1).max(256).default('local'),
        options: OptionMap.default({}),
        labels: LabelMap.default({}),
        hostIds: z.array(z.uuid()).min(1, 'Choose a host.').max(50),
        idempotencyKey: z.uuid(),
      }),
    )
    .output(
      z.object({
        results: z.array(
          z.object({ hostId: z.string(), host: z.string(), jobId: z.string().nullable(), error: z.string().nullable() }),
        ),
      }),
    )
    .mutation(() => todo()),

  /** What removing would do, checked now; changes nothing. */
  previewRemove: userProcedure('act')
    .input(ById)
    .output(RemovePreview)
    .query(() => todo()),

  /**
   * `confirm`: the name (anonymous: its first 12 characters) at tier 3, else null. `understood`: the tick at tier 2. The agent checks
   * everything again at the engine.
   */
  remove: userProcedure('act')
    .input(
      z.strictObject({
        id: z.uuid(),
        confirm: z.string().max(caps.name).nullable(),
        understood: z.boolean(),
        idempotencyKey: z.uuid(),
      }),
    )
    .output(z.object({ jobId: z.string() }))
    .mutation(() => todo()),
})
