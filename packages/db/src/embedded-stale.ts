import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '@stowage/domain/app-error'

const lines = (path: string) =>
  readFile(path, 'utf8').then(
    (text) => text.split('\n'),
    () => [],
  )

const alive = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** True when the process is what its file says: pids are used again after a reboot. Without /proc any living process counts. */
const runs = async (pid: number, word: string) => {
  if (!alive(pid)) return false
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null)
  return command === null ? alive(pid) : command.includes(word)
}

/** Ends the Postgres that a killed owner left on this data directory, and its lock file. Throws `conflict` while the owner lives. */
export async function endStale(dir: string, data: string, waitMs = 20_000): Promise<void> {
  const owner = Number((await lines(join(dir, 'owner.pid')))[0])
  if (owner > 0 && owner !== process.pid && (await runs(owner, 'node')))
    throw new AppError(
      'conflict',
      `Process ${owner} already runs the database in ${dir}. End it, or choose another data directory.`,
    )

  const lock = join(data, 'postmaster.pid')
  const pid = Number((await lines(lock))[0])
  if (!(pid > 0)) return
  const until = Date.now() + waitMs
  if (await runs(pid, data)) process.kill(pid, 'SIGINT')
  while (await runs(pid, data)) {
    if (Date.now() > until) throw new AppError('unavailable', `The Postgres left in ${data} (process ${pid}) does not end.`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await rm(lock, { force: true })
}
