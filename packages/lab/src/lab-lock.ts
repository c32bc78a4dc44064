import { createServer } from 'node:net'
import { poll } from './poll.ts'

/** An abstract socket as the lock: the kernel lets go of it when the process dies, and no file stays behind. */
function tryLock(): Promise<(() => Promise<void>) | null> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(null) : reject(error)))
    server.listen('\0stowage-lab', () => resolve(() => new Promise((closed) => server.close(() => closed()))))
  })
}

/** One at a time on this machine: claiming a subnet, recording a fleet, cleaning up after dead ones. */
export async function withLabLock<T>(work: () => Promise<T>): Promise<T> {
  const unlock = await poll('the lock of the lab', tryLock, { withinMs: 120_000 })
  try {
    return await work()
  } finally {
    await unlock()
  }
}
