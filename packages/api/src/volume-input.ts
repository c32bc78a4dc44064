import { driverOptionProblems } from '@stowage/domain/driver-options'
import { caps } from '@stowage/domain/facts'
import { volumeNameProblem } from '@stowage/domain/volume-name'
import { z } from 'zod'
import { credentialProblem } from './credential-problem.ts'

const optionsMax = 32

const Name = z
  .string()
  .max(caps.name)
  .superRefine((name, check) => {
    const problem = volumeNameProblem(name)
    if (problem) check.addIssue({ code: 'custom', message: problem })
  })

const OptionMap = z
  .record(z.string().max(256), z.string().max(1024))
  .refine((options) => Object.keys(options).length <= optionsMax, `At most ${optionsMax} options.`)

const LabelMap = z
  .record(z.string().min(1).max(caps.labelKey), z.string().max(caps.labelValue))
  .refine((labels) => Object.keys(labels).length <= caps.labels, `At most ${caps.labels} labels.`)
  .refine((labels) => !Object.keys(labels).some((key) => key.startsWith('com.docker.') || key.startsWith('stowage.')), {
    message: 'Labels that begin with com.docker. or stowage. are set by Docker and Stowage themselves.',
  })

export const CreateInput = z
  .strictObject({
    name: Name,
    driver: z.string().min(1).max(256).default('local'),
    options: OptionMap.default({}),
    labels: LabelMap.default({}),
    hostIds: z.array(z.uuid()).min(1, 'Choose a host.').max(50),
    idempotencyKey: z.uuid(),
  })
  .superRefine(({ driver, options }, check) => {
    for (const { field, message } of driverOptionProblems(driver, options)) {
      check.addIssue({ code: 'custom', path: ['options', field], message })
    }
    const credential = credentialProblem(options)
    if (credential) check.addIssue({ code: 'custom', path: ['options', credential.field], message: credential.message })
  })
export type CreateInput = z.infer<typeof CreateInput>

export const RemoveInput = z.strictObject({
  id: z.uuid(),
  /** The name (anonymous: its first 12 characters) at tier 3, else null. */
  confirm: z.string().max(caps.name).nullable(),
  /** The tick at tier 2. */
  understood: z.boolean(),
  /** `seen` of the preview that the person read: when the volume is another one since, nothing is asked of its host (M27). */
  seen: z.string().max(64).optional(),
  idempotencyKey: z.uuid(),
})
export type RemoveInput = z.infer<typeof RemoveInput>
