import { chmodSync, existsSync, mkdirSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createSetupLink } from '@stowage/api/setup-link'
import { openDatabase } from '@stowage/db/client'
import { startEmbedded } from '@stowage/db/embedded'
import { startLocalAgent } from '@stowage/stack/agent-program'
import { ensureBuilt, rootDir } from '@stowage/stack/build'
import { inviteHost, makeToken } from '@stowage/stack/local-access'
import { removeLocalFile, writeLocalFile } from '@stowage/stack/local-file'
import { startServerProgram } from '@stowage/stack/server-program'

const say = (line: string) => process.stderr.write(`${line}\n`)

/** Database, server, UI and an agent for this machine's engine; runs until Ctrl-C and keeps its data in `.stowage`. */
export async function runLocal(engine: string, port: number): Promise<number> {
  const stopped = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stopped.abort())
  say('Building…')
  ensureBuilt()
  const dataDir = process.env.STOWAGE_DATA_DIR ?? join(rootDir, '.stowage')
  mkdirSync(dataDir, { recursive: true })
  chmodSync(dataDir, 0o711)
  const postgres = await startEmbedded({ dir: join(dataDir, 'postgres') })
  const server = await startServerProgram({ databaseUrl: postgres.url, dataDir, port })
  const db = openDatabase(postgres.url)
  const agentState = join(dataDir, 'agent')
  const name = hostname().toLowerCase()
  const agent = startLocalAgent({
    ...{ serverUrl: server.url, stateDir: agentState, env: { DOCKER_HOST: engine } },
    token: existsSync(join(agentState, 'identity.json')) ? undefined : await inviteHost(db, name),
  })
  try {
    const token = await createSetupLink(db.prisma, new Date())
    say(token ? '\nStowage runs. This link makes the first admin, once, within 30 minutes:\n' : '\nStowage runs:\n')
    process.stdout.write(`  ${token ? `${server.url}/setup#${token}` : server.url}\n\n`)
    say(
      'The agent only observes. To let it create and remove volumes, put "mode: manage" into /etc/stowage/policy.yaml (docs/operations.md).',
    )
    say('Ctrl-C stops it; the data stays in .stowage.')
    // The command line gets in as the first admin, as soon as there is one.
    while (!stopped.signal.aborted) {
      const admin = await db.prisma.user.findFirst({ where: { role: 'admin', disabledAt: null }, orderBy: { createdAt: 'asc' } })
      if (admin) {
        const local = await makeToken(db, admin.id, { name: 'this machine', role: 'admin' })
        writeLocalFile({ url: server.url, token: local, hosts: [{ name, socket: engine.replace('unix://', ''), netns: null }] })
        break
      }
      await pause(2000, undefined, { signal: stopped.signal }).catch(() => {})
    }
    const gone = await Promise.race([
      new Promise<null>((resolve) =>
        stopped.signal.aborted ? resolve(null) : stopped.signal.addEventListener('abort', () => resolve(null)),
      ),
      server.ended.then((how) => `The server ended (${how}). Its log: ${server.logFile}`),
    ])
    if (gone) say(gone)
    return gone ? 1 : 0
  } finally {
    removeLocalFile()
    await agent.stop()
    await server.stop()
    await db.close()
    await postgres.stop()
  }
}
