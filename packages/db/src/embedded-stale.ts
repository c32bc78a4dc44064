import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '@stowage/domain/app-error'

const text = (path: string) => readFile(path, 'utf8').catch(() => '')

const alive = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** When the process began, in ticks since boot: a pid alone is used again. Empty where there is no /proc. */
const beganAt = async (pid: number) => (await text(`/proc/${pid}/stat`)).replace(/^.*\) /s, '').split(' ')[19] ?? ''

const ownerFile = (dir: string) => join(dir, 'owner.pid')

/** Makes this process the one owner of the directory. Throws `conflict` while another one lives. */
export async function own(dir: string): Promise<void> {
  const [pid = 0, began = ''] = (await text(ownerFile(dir))).split(' ')
  const owner = Number(pid)
  if (owner > 0 && alive(owner) && (await beganAt(owner)) === began)
    throw new AppError(
      'conflict',
      `Process ${owner} already runs the database in ${dir}. End it, or choose another data directory.`,
    )
  await disown(dir)
  // Of two that start at once, the second fails here.
  await writeFile(ownerFile(dir), `${process.pid} ${await beganAt(process.pid)}`, { flag: 'wx' })
}

export const disown = (dir: string) => rm(ownerFile(dir), { force: true })

/** True when the process is the Postgres of this data directory. Without /proc any living process counts. */
const serves = async (pid: number, data: string) => alive(pid) && ((await text(`/proc/${pid}/cmdline`)) || data).includes(data)

/** It may end by itself between the look and the signal: its owner's death takes it down too. */
function interrupt(pid: number): void {
  try {
    process.kill(pid, 'SIGINT')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

/** Ends the Postgres that a killed owner left on this data directory, and its lock file. */
export async function endStale(data: string, waitMs = 20_000): Promise<void> {
  const lock = join(data, 'postmaster.pid')
  const pid = Number((await text(lock)).split('\n')[0])
  if (!(pid > 0)) return
  const until = Date.now() + waitMs
  if (await serves(pid, data)) interrupt(pid)
  while (await serves(pid, data)) {
    if (Date.now() > until) throw new AppError('unavailable', `The Postgres left in ${data} (process ${pid}) does not end.`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await rm(lock, { force: true })
}
