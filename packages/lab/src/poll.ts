import { setTimeout as pause } from 'node:timers/promises'

/** Asks again every `everyMs` while the answer is null; throws after `withinMs`, naming `what` it waited for. */
export async function poll<T>(
  what: string,
  ask: () => T | null | Promise<T | null>,
  { withinMs = 30_000, everyMs = 25 }: { withinMs?: number; everyMs?: number } = {},
): Promise<T> {
  const deadline = performance.now() + withinMs
  for (;;) {
    const answer = await ask()
    if (answer !== null) return answer
    if (performance.now() > deadline) throw new Error(`gave up after ${withinMs} ms waiting for ${what}`)
    await pause(everyMs)
  }
}
