import { readEnv } from './env.ts'

/** Settings are checked before anything heavy is loaded, so that a wrong one is told at once and no port opens (AU1). */
async function main(): Promise<void> {
  const env = readEnv(process.env)
  const { appSecret } = await import('./app-secret.ts')
  const secret = appSecret(env.APP_SECRET, env.STOWAGE_DATA_DIR)
  const { listen } = await import('./start-server.ts')
  const { createLog } = await import('./log.ts')
  const log = createLog(env.STOWAGE_LOG_LEVEL)
  const server = await listen({
    databaseUrl: env.DATABASE_URL,
    databaseConnectionsMax: env.STOWAGE_DATABASE_CONNECTIONS_MAX,
    secret,
    dataDir: env.STOWAGE_DATA_DIR,
    staticDir: env.STOWAGE_STATIC_DIR,
    migrationsDir: env.STOWAGE_MIGRATIONS_DIR,
    host: env.STOWAGE_HOST,
    port: env.STOWAGE_PORT,
    publicUrl: env.STOWAGE_ORIGIN,
    trustProxy: env.STOWAGE_TRUST_PROXY,
    metricsVolumes: env.STOWAGE_METRICS_VOLUMES,
    insecureHttp: env.STOWAGE_INSECURE_HTTP,
    localEnrolFile: env.STOWAGE_LOCAL_ENROL_FILE,
    stopMs: env.STOWAGE_STOP_MS,
    log,
  })
  let stopping = false
  const stop = async (signal: string) => {
    if (stopping) return
    stopping = true
    log.info({ signal }, 'stopping')
    await server.close()
    process.exit(0)
  }
  process.on('SIGTERM', () => stop('SIGTERM'))
  process.on('SIGINT', () => stop('SIGINT'))
  log.info({ url: server.url }, 'listening')
  const { setupUrl } = await server.ready.catch(async (error) => {
    if (stopping) return { setupUrl: null }
    await server.close()
    throw error
  })
  if (stopping) return
  log.info({ url: server.url }, 'ready')
  // On purpose not through the log, which redacts: this line is the way in, and the secret in it works once.
  if (setupUrl) process.stdout.write(`\nStowage has no user yet. Make the first admin within 30 minutes:\n\n  ${setupUrl}\n\n`)
}

main().catch((error: unknown) => {
  process.stderr.write(`stowage-server: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
