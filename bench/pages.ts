import { setTimeout as pause } from 'node:timers/promises'
import { plainClient } from './http-get.ts'

export type Page = { what: string; procedure: string; input: object }

const pathOf = ({ procedure, input }: Page) => `/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify({ json: input }))}`

/** Asks what pages ask, one after the other in turn with a pause between, until the signal. @returns ms of each answer by page */
export async function browse(
  target: { port: number; token: string },
  pages: readonly Page[],
  { everyMs, signal, mayFail = false }: { everyMs: number; signal: AbortSignal; mayFail?: boolean },
): Promise<Map<string, number[]>> {
  const headers = { authorization: `Bearer ${target.token}`, 'accept-encoding': 'gzip' }
  const client = plainClient({ host: '127.0.0.1', port: target.port, headers }, { connections: 1 })
  const taken = new Map(pages.map(({ what }) => [what, [] as number[]]))
  try {
    while (!signal.aborted) {
      for (const page of pages) {
        const begun = performance.now()
        const isAnswered = await client.get(pathOf(page)).then(
          () => true,
          (error: unknown) => {
            if (mayFail) return false
            throw error
          },
        )
        if (isAnswered) taken.get(page.what)?.push(performance.now() - begun)
        await pause(everyMs)
        if (signal.aborted) break
      }
    }
  } finally {
    client.close()
  }
  return taken
}
