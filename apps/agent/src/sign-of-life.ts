import { open, readFile } from 'node:fs/promises'
import { uptime } from 'node:os'
import { join } from 'node:path'

/** Seconds after which an agent that its server has not answered counts as unhealthy: two heartbeats may be lost. */
export const freshS = 60

/** The machine's own count of time, which no change of its clock moves. It starts again with each boot, so the boot is part of it. */
export type MachineTime = { boot: string; upS: number }

export type Sign = MachineTime & { engine: boolean }

const path = (directory: string) => join(directory, 'alive')
const length = 128

export const machineTime = async (): Promise<MachineTime> => ({
  boot: (await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '')).trim().slice(0, 36),
  upS: uptime(),
})

/**
 * The small file that `stowage-agent health` reads. Emptied at the start and at the end; each answer of the server writes it anew in
 * place, always at one length, so that a reader never meets half of it and a full disk takes none.
 */
export async function openSignOfLife(directory: string, now = machineTime) {
  const file = await open(path(directory), 'w', 0o600).catch(() => null)
  let writing: Promise<void> | null = null
  const write = async (engine: boolean) => {
    const sign: Sign = { ...(await now()), engine }
    await file?.write(`${JSON.stringify(sign).padEnd(length - 1)}\n`, 0)
  }
  return {
    /** The server has answered. `engine`: whether the Docker Engine answers, too. Never fails: a sign that is missing says enough. */
    show(engine: boolean): void {
      writing ??= write(engine)
        .catch(() => {})
        .finally(() => {
          writing = null
        })
    },
    async end(): Promise<void> {
      await writing
      await file?.truncate(0).catch(() => {})
      await file?.close()
    },
  }
}

function parsed(text: string): Sign | null {
  try {
    const { boot, upS, engine } = JSON.parse(text)
    return typeof boot === 'string' && typeof upS === 'number' && typeof engine === 'boolean' ? { boot, upS, engine } : null
  } catch {
    return null
  }
}

/** The last sign in this state directory, null when the agent gave none since it started. */
export const readSign = async (directory: string): Promise<Sign | null> =>
  parsed(await readFile(path(directory), 'utf8').catch(() => ''))
