import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'

/**
 * A TCP proxy that can turn into a black hole: connections stay open, new ones are accepted, and no byte passes in either direction, as
 * when a firewall forgets a connection (M1).
 */
export async function tcpProxy(targetPort: number, targetAddress = '127.0.0.1', address = '127.0.0.1') {
  let hole = false
  const sockets = new Set<Socket>()
  const forward = (from: Socket, to: Socket) => {
    sockets.add(from)
    from.on('data', (chunk) => {
      if (!hole) to.write(chunk)
    })
    from.on('error', () => {})
    from.on('close', () => {
      sockets.delete(from)
      if (!hole) to.destroy()
    })
  }
  const server = createServer((inner) => {
    const outer = connect(targetPort, targetAddress)
    forward(inner, outer)
    forward(outer, inner)
  })
  await new Promise<void>((resolve) => server.listen(0, address, resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://${address}:${port}/`,
    /** Swallows everything from now on, or lets bytes of new connections pass again. */
    swallow: (on: boolean) => {
      hole = on
    },
    connections: () => sockets.size / 2,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
