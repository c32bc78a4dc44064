import { defineConfig } from 'prisma/config'

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  // biome-ignore lint/suspicious/noUndeclaredEnvVars: read by the Prisma CLI, never by a turbo task.
  datasource: { url: process.env.DATABASE_URL ?? '' },
})
