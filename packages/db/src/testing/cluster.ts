import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../embedded.ts'
import { migrate } from '../migrate.ts'
import { templateName } from './template-name.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the test cluster's maintenance database. */
    clusterUrl: string
  }
}

type Cluster = { url: string; stop: () => Promise<void> }

// Each project of a run loads this file anew in the same process; they share one cluster.
const shared = globalThis as { stowageTestCluster?: { users: number; cluster: Promise<Cluster> } }

/** Vitest global setup: one Postgres for the run with a migrated template database; gone at the end. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  shared.stowageTestCluster ??= { users: 0, cluster: start() }
  const use = shared.stowageTestCluster
  use.users += 1
  project.provide('clusterUrl', (await use.cluster).url)
  return async () => {
    use.users -= 1
    if (use.users > 0) return
    delete shared.stowageTestCluster
    await (await use.cluster).stop()
  }
}

async function start(): Promise<Cluster> {
  const dir = await mkdtemp(join(tmpdir(), 'stowage-test-'))
  const remove = () => rm(dir, { recursive: true, force: true })
  try {
    const postgres = await startEmbedded({
      dir,
      settings: {
        fsync: 'off',
        synchronous_commit: 'off',
        full_page_writes: 'off',
        max_connections: '200',
        shared_buffers: '64MB',
        autovacuum: 'off',
      },
    })
    try {
      await migrate(await create(postgres.urlOf, templateName))
    } catch (error) {
      await postgres.stop()
      throw error
    }
    const stop = async () => {
      await postgres.stop()
      await remove()
    }
    return { url: postgres.urlOf('postgres'), stop }
  } catch (error) {
    await remove()
    throw error
  }
}

async function create(urlOf: (database: string) => string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: urlOf('postgres') })
  await client.connect()
  await client.query(`CREATE DATABASE ${name}`)
  await client.end()
  return urlOf(name)
}
