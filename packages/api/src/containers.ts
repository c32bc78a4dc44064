import { ContainerRow } from '@stowage/domain/container'
import { caps } from '@stowage/domain/facts'
import { ListAnswer, ListQuery, RowsInput } from '@stowage/domain/list'
import { VolumeRow } from '@stowage/domain/volume'
import { z } from 'zod'
import { ById } from './inputs.ts'
import { todo } from './todo.ts'
import { router, userProcedure } from './trpc.ts'

export const ContainerDetail = ContainerRow.extend({ volumes: z.array(VolumeRow) })
export type ContainerDetail = z.infer<typeof ContainerDetail>

export const containersRouter = router({
  query: userProcedure('see')
    .input(ListQuery)
    .output(ListAnswer)
    .query(() => todo()),

  rows: userProcedure('see')
    .input(RowsInput)
    .output(z.array(ContainerRow))
    .query(() => todo()),

  get: userProcedure('see')
    .input(z.union([ById, z.strictObject({ host: z.string().max(256), name: z.string().max(caps.name) })]))
    .output(ContainerDetail)
    .query(() => todo()),
})
