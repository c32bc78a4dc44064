import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/**
 * A process that waits for this one to end, however it ends, and then removes what its fleets left. `dismiss` ends it in good order.
 * Should it be killed too, the next start of any fleet does its work.
 */
export function watchOwner(): { pid: number | undefined; dismiss(): Promise<void> } {
  const script = fileURLToPath(new URL('./reaper-main.ts', import.meta.url))
  const child = spawn(process.execPath, [script, String(process.pid)], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  child.on('error', () => {})
  child.stdin.on('error', () => {})
  child.unref()
  if ('unref' in child.stdin && typeof child.stdin.unref === 'function') child.stdin.unref()
  return {
    pid: child.pid,
    dismiss: async () => {
      child.ref()
      child.stdin.end('done')
      await ended
    },
  }
}
