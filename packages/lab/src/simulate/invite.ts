import { z } from 'zod'

const Reply = z.object({ result: z.object({ data: z.object({ json: z.object({ token: z.string() }) }) }) })
const Refusal = z.object({ error: z.object({ json: z.object({ message: z.string() }) }) })

/** Invites hosts as *Add host* does, with the API token of an admin. Throws with the server's words when it refuses. */
export function inviter(server: URL, apiToken: string): (name: string) => Promise<string> {
  return async (name) => {
    const answer = await fetch(new URL('trpc/hosts.enrol', server), {
      method: 'POST',
      headers: { authorization: `Bearer ${apiToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ json: { name } }),
    })
    const body: unknown = await answer.json().catch(() => null)
    const reply = Reply.safeParse(body)
    if (reply.success) return reply.data.result.data.json.token
    throw new Error(Refusal.safeParse(body).data?.error.json.message ?? `${server.href} answered ${answer.status}.`)
  }
}
