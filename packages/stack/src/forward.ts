import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'

export type Forward = {
  /** Refuses new connections and ends the open ones, as a cut cable does for the ends that notice. */
  cut: () => void
  restore: () => void
  close: () => Promise<void>
}

/** Passes TCP connections on to a port of the loopback, so that hosts of the lab reach a server that listens nowhere else. */
export async function forward(from: { host: string; port: number }, toPort: number): Promise<Forward> {
  const open = new Set<Socket>()
  let isCut = false
  const server: Server = createServer((incoming) => {
    if (isCut) return incoming.destroy()
    const outgoing = connect(toPort, '127.0.0.1')
    for (const socket of [incoming, outgoing]) {
      open.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        open.delete(socket)
        incoming.destroy()
        outgoing.destroy()
      })
    }
    incoming.pipe(outgoing)
    outgoing.pipe(incoming)
  })
  server.listen(from.port, from.host)
  await once(server, 'listening')
  const end = () => {
    for (const socket of open) socket.destroy()
  }
  return {
    cut: () => {
      isCut = true
      end()
    },
    restore: () => {
      isCut = false
    },
    close: async () => {
      end()
      server.close()
      await once(server, 'close')
    },
  }
}
