import { z } from 'zod'
import { Failure } from './failure.ts'
import { defaultStateDirectory } from './state-directory.ts'

const flag = z
  .enum(['0', '1', ''])
  .default('0')
  .transform((text) => text === '1')
const optional = z
  .string()
  .trim()
  .optional()
  .transform((text) => text || null)

const Env = z.object({
  /** Address of the server, as in https://stowage.example.com. Needed to enrol, remembered afterwards. */
  STOWAGE_URL: optional,
  /** Single-use token from "Add a host". Ignored once this host is enrolled with it. */
  STOWAGE_ENROL_TOKEN: optional,
  /** The same as a file, for secret mounts. */
  STOWAGE_ENROL_TOKEN_FILE: optional,
  /** Holds the key, the host id and the journal of jobs. Losing it means enrolling again. */
  STOWAGE_STATE_DIR: z.string().default(defaultStateDirectory),
  STOWAGE_POLICY_FILE: z.string().default('/etc/stowage/policy.yaml'),
  /** http:// to another machine. Only for laboratories: the session can be read and taken over on the way. */
  STOWAGE_INSECURE_HTTP: flag,
  DOCKER_HOST: optional,
  /** How often writable layers are measured. Only containers that ran since the last time cost anything. */
  STOWAGE_LAYERS_MINUTES: z.coerce.number().min(0.01).max(10_080).default(15),
  /** Least time between two looks at a volume that containers write to, lengthened to 50 times what the last look took. */
  STOWAGE_SIZES_MINUTES: z.coerce.number().min(0.01).max(10_080).default(5),
  /** Lets tests break the agent on purpose; never set it on a real host. */
  STOWAGE_TEST_FAULTS: flag,
  STOWAGE_FAULT: optional,
  STOWAGE_TEST_CLOCK_OFFSET_MS: z.coerce.number().default(0),
})
export type Env = z.infer<typeof Env>

/** @throws Failure that names every variable that is wrong */
export function readEnv(source: Record<string, string | undefined>): Env {
  const parsed = Env.safeParse(source)
  if (parsed.success) return parsed.data
  const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new Failure(`The environment is not valid. ${wrong.join('; ')}`)
}
