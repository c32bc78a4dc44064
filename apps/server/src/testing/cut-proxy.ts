import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'

/** A TCP proxy that can be cut and mended, in front of a server or a database. Its address stays the same. */
export async function cutProxy(targetUrl: string) {
  let target = new URL(targetUrl)
  const sockets = new Set<Socket>()
  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    return socket
  }
  const open = async (port: number): Promise<Server> => {
    const server = createServer((inward) => {
      const outward = keep(connect(Number(target.port || 80), target.hostname))
      keep(inward).pipe(outward).pipe(inward)
      inward.on('close', () => outward.destroy())
      outward.on('close', () => inward.destroy())
    })
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    return server
  }
  let server: Server | null = await open(0)
  const address = server.address()
  const port = address && typeof address === 'object' ? address.port : 0
  const own = new URL(targetUrl)
  own.hostname = '127.0.0.1'
  own.port = String(port)

  const cut = async () => {
    const closing = server
    server = null
    for (const socket of sockets) socket.destroy()
    if (!closing) return
    closing.close()
    await once(closing, 'close')
  }
  return {
    url: own.href.replace(/\/$/, ''),
    cut,
    mend: async () => {
      server ??= await open(port)
    },
    target(url: string) {
      target = new URL(url)
    },
    [Symbol.asyncDispose]: cut,
  }
}
