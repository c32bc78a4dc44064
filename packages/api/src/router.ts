import { activityRouter } from './activity.ts'
import { containersRouter } from './containers.ts'
import { hostsRouter } from './hosts.ts'
import { jobsRouter } from './jobs.ts'
import { liveRouter } from './live.ts'
import { meRouter } from './me.ts'
import { overviewRouter } from './overview.ts'
import { readingsRouter } from './readings.ts'
import { searchRouter } from './search.ts'
import { setupRouter } from './setup.ts'
import { tokensRouter } from './tokens.ts'
import { router } from './trpc.ts'
import { usersRouter } from './users.ts'
import { volumesRouter } from './volumes.ts'

/** Everything people and their tokens can call, mounted at /trpc. */
export const appRouter = router({
  setup: setupRouter,
  me: meRouter,
  overview: overviewRouter,
  hosts: hostsRouter,
  volumes: volumesRouter,
  containers: containersRouter,
  readings: readingsRouter,
  jobs: jobsRouter,
  activity: activityRouter,
  search: searchRouter,
  tokens: tokensRouter,
  users: usersRouter,
  live: liveRouter,
})

export type AppRouter = typeof appRouter
