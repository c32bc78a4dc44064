/** What a run made and has not yet taken away, in order. */
const open = new Set<() => Promise<void>>()
let isInterrupted = false

/** An error of the run that is being taken down is none: waits for its end. Throws any other on. */
export function unlessInterrupted(error: unknown): Promise<never> {
  if (!isInterrupted) throw error
  return new Promise(() => {})
}

/** Gives back `stop`, which from now on also runs once when the run is interrupted. */
export function tidied(stop: () => Promise<void>): () => Promise<void> {
  const once = async () => {
    if (open.delete(once)) await stop()
  }
  open.add(once)
  return once
}

for (const [name, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const) {
  process.once(name, async () => {
    isInterrupted = true
    process.stderr.write('Taking everything down…\n')
    for (const stop of [...open].reverse()) await stop().catch((error: unknown) => process.stderr.write(`${error}\n`))
    process.exit(code)
  })
}
