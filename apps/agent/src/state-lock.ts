import { open, readFile, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { Failure } from './failure.ts'

/** When a process began, in the kernel's ticks: tells a process from a later one with the same number. Null when there is none. */
async function startOf(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
}

/**
 * Keeps a second agent off the same state: two journals in one file would forget jobs. A lock of a process that is gone is taken over.
 * @returns gives the lock back
 */
export async function lockState(directory: string): Promise<() => Promise<void>> {
  const path = join(directory, 'agent.lock')
  const mine = `${process.pid} ${await startOf(process.pid)}`
  for (let tries = 0; tries < 2; tries++) {
    try {
      const file = await open(path, 'wx', 0o600)
      await file.writeFile(mine)
      await file.close()
      return () => unlink(path).catch(() => {})
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
      const [pid = '', start = ''] = (await readFile(path, 'utf8').catch(() => '')).split(' ')
      if (/^\d+$/.test(pid) && (await startOf(Number(pid))) === start && `${pid} ${start}` !== mine)
        throw new Failure(`Another agent (process ${pid}) uses ${directory}. Give each its own STOWAGE_STATE_DIR.`)
      await unlink(path).catch(() => {})
    }
  }
  throw new Failure(`Another agent is starting in ${directory}.`)
}
