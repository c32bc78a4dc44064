import { Agent, type RequestOptions, request } from 'node:http'

/** A plain client that keeps its connections and reads each answer to its end. */
export function plainClient(target: Pick<RequestOptions, 'socketPath' | 'host' | 'port' | 'headers'>, { connections = 4 } = {}) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const get = (path: string, headers: Record<string, string> = {}) =>
    new Promise<Buffer>((resolve, reject) => {
      const call = request({ ...target, path, agent, headers: { ...target.headers, ...headers } }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const body = Buffer.concat(chunks)
          if (response.statusCode === 200) resolve(body)
          else reject(new Error(`GET ${path} answered ${response.statusCode}: ${body.toString().slice(0, 500)}`))
        })
      })
      call.on('error', reject).end()
    })
  return { get, close: () => agent.destroy() }
}
