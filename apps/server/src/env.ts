import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { withFiles } from './env-files.ts'

const Flag = z.enum(['0', '1']).transform((text) => text === '1')
const List = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  )
const HttpUrl = z.url({ protocol: /^https?$/ }).transform((text) => new URL(text).origin)

/** Every setting of the server. Each secret may be given as NAME_FILE instead: a file that holds it. */
export const Env = z.object({
  /** Postgres address; absent = the embedded Postgres under STOWAGE_DATA_DIR. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  STOWAGE_DATABASE_CONNECTIONS_MAX: z.coerce.number().int().min(2).max(500).default(10),
  /** Signs session cookies; absent = generated once under STOWAGE_DATA_DIR. Several replicas need one and the same. */
  APP_SECRET: z.string().optional(),
  /** Holds generated secrets and the embedded database. */
  STOWAGE_DATA_DIR: z
    .string()
    .min(1)
    .default('.stowage')
    .transform((path) => resolve(path)),
  /** Loopback by default: behind a proxy or in a container, set it to 0.0.0.0. */
  STOWAGE_HOST: z.string().min(1).default('127.0.0.1'),
  STOWAGE_PORT: z.coerce.number().int().min(0).max(65_535).default(7420),
  /** The address people and agents use, when it is not the one the server sees (a proxy, a name). */
  STOWAGE_ORIGIN: HttpUrl.optional(),
  /** Addresses of proxies whose X-Forwarded-* headers are believed, as CIDRs with commas. Empty = none. */
  STOWAGE_TRUST_PROXY: List,
  /** Names of volumes that /metrics tells the size of, with commas, `*` for anything. Empty = none. */
  STOWAGE_METRICS_VOLUMES: List,
  /** Passwords over plain HTTP beyond this machine are refused unless this is 1. */
  STOWAGE_INSECURE_HTTP: Flag.default(false),
  /** The exported web UI. */
  STOWAGE_STATIC_DIR: z
    .string()
    .default(fileURLToPath(new URL('../../web/out', import.meta.url)))
    .transform((path) => resolve(path)),
  /** The SQL files of the schema; absent = those of the checkout. */
  STOWAGE_MIGRATIONS_DIR: z.string().optional(),
  /** A file in which a single-use enrolment token is kept for an agent beside this server; see docs/operations.md. Absent = none. */
  STOWAGE_LOCAL_ENROL_FILE: z.string().optional(),
  STOWAGE_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  /** How long a stop waits for calls in flight. */
  STOWAGE_STOP_MS: z.coerce.number().int().min(0).max(60_000).default(10_000),
})
export type Env = z.infer<typeof Env>

const secrets = ['DATABASE_URL', 'APP_SECRET'] as const

/** Throws one line that names each wrong variable, never its value. */
export function readEnv(source: NodeJS.ProcessEnv): Env {
  const parsed = Env.safeParse(withFiles(source, secrets))
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`Wrong settings. ${problems.join(' · ')}`)
}
